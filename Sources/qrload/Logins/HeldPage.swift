import NIOCore
import StrictJSON

/// A page that only waits: it holds its poll, and begins anew when its login has expired.
final class HeldPage {
    private let stage: Stage
    private var isHeld = false
    private let changed: (Int) -> Void

    /// - Parameter changed: by how many there are more pages that hold a poll.
    init(_ stage: Stage, changed: @escaping (Int) -> Void) {
        self.stage = stage
        self.changed = changed
    }

    /// - Parameter then: it holds its poll, or failed to.
    func start(_ then: @escaping () -> Void = {}) {
        stage.pages.take { [self] result in
            defer { then() }
            switch result {
            case .failure(let failure): lose(failure.kind)
            case .success(let connection): create(on: connection)
            }
        }
    }

    private func create(on connection: Connection) {
        let creation = stage.portal.creation(for: stage.requests)
        stage.recorder.countRequest()
        connection.send(
            Call(request: creation.request, patience: stage.settings.patience) { [self] outcome in
                switch outcome.result {
                case .failure(let failure): lose(failure.kind)
                case .success(let answer):
                    guard answer.status == 201,
                        let page = answer.document.flatMap(PageSession.init(created:))
                    else { return lose(answer.problemKind) }
                    hold(page, on: connection)
                }
            })
    }

    private func hold(_ page: PageSession, on connection: Connection) {
        if !isHeld { changed(1) }
        isHeld = true
        let seconds = stage.settings.waitSeconds
        let request = stage.requests.read(page, after: 1, waitSeconds: seconds)
        stage.recorder.countRequest()
        connection.send(
            Call(request: request, patience: .seconds(Int64(seconds) + 10)) { [self] outcome in
                switch outcome.result {
                case .failure(let failure): lose(failure.kind)
                case .success(let answer) where answer.status == 204:
                    hold(page, on: connection)
                case .success(let answer) where answer.status == 200:
                    // Expired: a page that nobody scans shows a new code.
                    create(on: connection)
                case .success(let answer): lose(answer.problemKind)
                }
            })
    }

    private func lose(_ kind: String) {
        if isHeld { changed(-1) }
        isHeld = false
        stage.recorder.countError("held page: \(kind)")
    }
}
