import Broker

/// INV-8: whoever knows the code and the page's URL reads nothing and takes nothing.
struct SecrecyInvariants: Invariant {
    mutating func check(_ step: StepRecord, _ store: Snapshot) -> [String] {
        step.heard.compactMap { heard in
            guard heard.call.kind == .theft else { return nil }
            switch heard.outcome {
            case .failure(.notFound), .failure(.overloaded), .failure(.unavailable): return nil
            case .failure(let refusal):
                return "INV-8: \(heard.call.name) learned \(Probes.name(refusal))"
            case .success(let reply): return "INV-8: \(heard.call.name) got \(reply.text)"
            }
        }
    }
}
