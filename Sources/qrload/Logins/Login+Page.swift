import NIOCore
import StrictJSON

/// The page: creates, shows, waits, and hands the result to the portal.
extension Login {
    func start(due: NIODeadline) {
        stage.recorder.start(due: due)
        stage.pages.take { [self] result in
            switch result {
            case .failure(let failure): fail("create: \(failure.kind)")
            case .success(let connection):
                page = connection
                create(due: due)
            }
        }
    }

    private func create(due: NIODeadline) {
        guard let page else { return }
        let creation = stage.portal.creation(for: stage.requests)
        verifier = creation.verifier
        call(.create, on: page, creation.request, due: due) { [self] answer, _ in
            guard let session = PageSession(created: answer),
                let payload = answer["qr"]?["payload"]?.string
            else { return fail("create: malformed answer") }
            self.session = session
            if stage.settings.drawsFrame { draw() } else { shown(payload) }
        }
    }

    private func draw() {
        guard let page, let session else { return }
        call(.qr, on: page, stage.requests.frame(session), due: .now()) { [self] frame, _ in
            guard let payload = frame["payload"]?.string else {
                return fail("qr: malformed answer")
            }
            shown(payload)
        }
    }

    /// The code is on the page: it waits, and the person takes their phone.
    private func shown(_ payload: String) {
        poll()
        if course == .abandon, stage.takesTurnToLeaveUnscanned() {
            stage.later(stage.thinkTime) { [self] _ in leave() }
        } else {
            scanLater(payload)
        }
    }

    // MARK: Waiting

    /// What the poll may take beyond the time that it asks to be held.
    private static let graceSeconds: Int64 = 10

    func poll() {
        guard let page, let session, !isOver else { return }
        let seconds = stage.settings.waitSeconds
        stage.recorder.countRequest()
        let request = stage.requests.read(session, after: version, waitSeconds: seconds)
        let patience = TimeAmount.seconds(Int64(seconds) + Self.graceSeconds)
        page.send(
            Call(request: request, patience: patience) { [self] outcome in
                guard !isOver else { return }
                heard(outcome)
            })
    }

    private func heard(_ outcome: CallOutcome) {
        switch outcome.result {
        case .failure(let failure): fail("poll: \(failure.kind)")
        case .success(let answer) where answer.status == 204 && !answer.closes: poll()
        case .success(let answer) where answer.status == 200:
            guard let state = answer.document.flatMap(PageState.init) else {
                return fail("poll: malformed answer")
            }
            guard state.version > version else { return fail("poll: version went back") }
            version = state.version
            show(state, at: outcome.firstByteAt)
        case .success(let answer): fail("poll: \(answer.problemKind)")
        }
    }

    private func show(_ state: PageState, at moment: NIODeadline) {
        if let due = scanDue {
            stage.recorder.record(.seen, due: due, done: moment)
            scanDue = nil
        }
        if let code = state.code { return approved(code, at: moment) }
        if state.isOver { return ended(state, at: moment) }
        matchNumber = state.matchNumber
        if matchNumber != nil, let goOn = whenNumberIsShown {
            whenNumberIsShown = nil
            goOn()
        }
        poll()
    }

    // MARK: The answer

    private func recordAnswer(at moment: NIODeadline) {
        if let due = decisionDue { stage.recorder.record(.answer, due: due, done: moment) }
    }

    private func approved(_ code: String, at moment: NIODeadline) {
        guard course == .approve else { return fail("answer: approved, not asked for") }
        recordAnswer(at: moment)
        if let page { stage.pages.give(page) }
        page = nil
        redeem(code)
    }

    private func ended(_ state: PageState, at moment: NIODeadline) {
        let asked =
            switch course {
            case .deny: state.status == "denied"
            case .faceFail: state.status == "failed" && state.reason == "face_failed"
            case .approve, .abandon: false
            }
        guard asked else {
            return fail("answer: \(state.status)" + (state.reason.map { " " + $0 } ?? ""))
        }
        recordAnswer(at: moment)
        pageIsDone = true
        finishIfDone()
    }

    private func redeem(_ code: String) {
        let due = NIODeadline.now()
        let request = stage.requests.token(
            form: stage.portal.redemption(of: code, verifier: verifier),
            authorization: stage.portal.authorization)
        stage.backend.take { [self] result in
            guard !isOver else { return }
            switch result {
            case .failure(let failure): fail("redeem: \(failure.kind)")
            case .success(let connection):
                backend = connection
                call(.redeem, on: connection, request, due: due) { [self] tokens, _ in
                    guard tokens["id_token"]?.string != nil else {
                        return fail("redeem: no ID token")
                    }
                    pageIsDone = true
                    finishIfDone()
                }
            }
        }
    }
}
