import NIOCore
import StrictJSON

/// Requests of one login, timed and judged.
extension Login {
    /// Refusals that a closed loop waits out for one request.
    private static let mostRetries = 20

    /// Sends one request of this step and goes on with the document of its answer.
    ///
    /// - Parameter due: when it should have been sent: latency counts from there.
    func call(
        _ step: Step, on connection: Connection, _ request: ByteBuffer, due: NIODeadline,
        tries: Int = 0, then: @escaping (JSONValue, NIODeadline) -> Void
    ) {
        stage.recorder.countRequest()
        connection.send(
            Call(request: request, patience: stage.settings.patience) { [self] outcome in
                guard !isOver else { return }
                switch outcome.result {
                case .failure(let failure): fail("\(step.rawValue): \(failure.kind)")
                case .success(let answer) where answer.isSuccess:
                    stage.recorder.record(step, due: due, done: outcome.lastByteAt)
                    guard let document = answer.document else {
                        return fail("\(step.rawValue): malformed answer")
                    }
                    then(document, outcome.lastByteAt)
                case .success(let answer):
                    refused(step, answer, tries: tries) { [self] due in
                        call(step, on: connection, request, due: due, tries: tries + 1, then: then)
                    }
                }
            })
    }

    private func refused(
        _ step: Step, _ answer: Answer, tries: Int, again: @escaping (NIODeadline) -> Void
    ) {
        let kind = "\(step.rawValue): \(answer.problemKind)"
        if step == .scan, answer.status == 410, scansAgain() {
            return stage.recorder.countRetry(kind)
        }
        let isOverload = answer.status == 429 || answer.status == 503
        guard stage.settings.retries, isOverload, tries < Self.mostRetries else {
            return fail(kind, retryAfter: isOverload ? answer.retryAfter : nil)
        }
        stage.recorder.countRetry(kind)
        stage.later(.seconds(Int64(answer.retryAfter ?? 1))) { [self] due in
            if !isOver { again(due) }
        }
    }
}

extension Answer {
    /// The body as JSON; an empty object when there is none.
    var document: JSONValue? {
        body.readableBytes == 0 ? [:] : try? JSONValue(parsing: Array(body.readableBytesView))
    }

    /// The status with the problem's code, or OAuth's error: `HTTP 429 rate_limited`.
    var problemKind: String {
        let code = document.flatMap { ($0["code"] ?? $0["error"])?.string }
        return "HTTP \(status)" + (code.map { " " + $0 } ?? "")
    }
}
