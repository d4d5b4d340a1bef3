import NIOConcurrencyHelpers

extension LocalFaceProvider {
    /// Judges a portrait for a document: by its rules, and by the face of the check that was passed.
    ///
    /// - Parameter template: what came with that pass.
    package func judgePortrait(
        _ picture: [UInt8], template: [UInt8]
    ) async -> PortraitVerdict {
        let answer = OneShot<PortraitVerdict>()
        let question = WorkerQuestion(
            kind: .portrait(settings.portrait, template: template), pictures: [picture])
        let id = table.withLockedValue { table -> Int64? in
            table.lastID += 1
            let job = FaceJob(
                id: table.lastID, purpose: .portrait(answer), question: question, enteredAt: nil)
            return table.checks.enter(portrait: job) ? job.id : nil
        }
        guard let id else {
            note(.overloaded)
            return .unavailable
        }
        wakeWorkers()
        let verdict = await within(.seconds(2 * settings.timeout), by: clock) {
            await answer.value()
        }
        // Whoever asked has gone; nobody shall work for them.
        if verdict == nil { table.withLockedValue { $0.checks.withdraw(id) } }
        return verdict ?? .unavailable
    }
}
