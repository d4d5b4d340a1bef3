/// A signed statement counts once (PROTOCOL section 3), however often it arrives and whatever happens
/// between.
struct OnceInvariants: Invariant {
    private var used: Set<String> = []

    mutating func check(_ step: StepRecord, _ store: Snapshot) -> [String] {
        step.heard.answered.compactMap { call, _ in
            guard let statement = call.statement, call.kind != .status else { return nil }
            return used.insert(statement).inserted ? nil : "once: \(call.name) counted twice"
        }
    }
}
