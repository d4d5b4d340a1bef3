import WaitingRoom

extension WaitingRoom {
    /// Waits in a task, whose cancellation ends the wait.
    func park(_ ticket: Ticket, until deadline: WaitingInstant) async -> Outcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                park(ticket, until: deadline) { waiter.resume(returning: $0) }
            }
        } onCancel: {
            end(ticket)
        }
    }
}
