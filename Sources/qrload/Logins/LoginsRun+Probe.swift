import NIOCore

extension LoginsRun {
    /// One creation before the run: a load test of nobody, or of one who refuses everything, is
    /// no report but a mistake.
    ///
    /// - Returns: fails with `.unreachable` or `.refused`.
    func probe() -> EventLoopFuture<Void> {
        let done = stage.loop.makePromise(of: Void.self)
        let creation = stage.portal.creation(for: stage.requests)
        let place = stage.requests.endpoint.authority
        stage.pages.send(
            Call(request: creation.request, patience: stage.settings.patience) { outcome in
                switch outcome.result {
                case .failure(let failure):
                    done.fail(LoadFailure.unreachable("\(place): \(failure.kind)"))
                case .success(let answer) where answer.status == 201:
                    self.cancel(answer) { done.succeed() }
                case .success(let answer):
                    let text = String(buffer: answer.body).prefix(300)
                    done.fail(
                        LoadFailure.refused("POST /v1/sessions: HTTP \(answer.status) \(text)"))
                }
            })
        return done.futureResult
    }

    /// Takes the trial back.
    private func cancel(_ created: Answer, then: @escaping () -> Void) {
        guard let page = created.document.flatMap(PageSession.init(created:)) else { return then() }
        let request = stage.requests.cancel(page)
        stage.pages.send(Call(request: request, patience: stage.settings.patience) { _ in then() })
    }
}
