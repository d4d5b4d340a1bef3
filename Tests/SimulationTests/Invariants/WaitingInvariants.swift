/// INV-7: nobody waits while there is news.
struct WaitingInvariants: Invariant {
    mutating func check(_ step: StepRecord, _ store: Snapshot) -> [String] {
        step.waiting.compactMap { waiter in
            guard let row = store.sessions[waiter.session.data] else { return nil }
            if row.version == waiter.seen { return nil }
            return """
                INV-7: somebody waits for news of \(short(row.id)) after v\(waiter.seen), \
                and it has v\(row.version)
                """
        }
    }
}
