import NIOCore
import StrictJSON

/// The phone: scans, decides, shows a face. Every statement is signed before its clock starts.
extension Login {
    /// A code that rotates is good for some seconds; nobody scans an old one.
    private static let longestLook = TimeAmount.seconds(2)

    func scanLater(_ payload: String) {
        let thinking = min(stage.thinkTime, Self.longestLook)
        let statement = sign("scan", ["qr": .string(payload)])
        stage.later(thinking) { [self] due in
            guard !isOver else { return }
            stage.phones.take { [self] result in
                guard !isOver else { return }
                switch result {
                case .failure(let failure): fail("scan: \(failure.kind)")
                case .success(let connection):
                    phone = connection
                    scan(statement, due: due)
                }
            }
        }
    }

    private func sign(_ act: String, _ members: JSONObject) -> String {
        stage.signer.statement(act, members, person: number)
    }

    private static let mostStaleScans = 5

    /// A broker under load may take so long to draw that the frame is old when it is scanned. The
    /// page has drawn the next one meanwhile, and the person scans that.
    ///
    /// - Returns: whether that is worth while: not after some times.
    func scansAgain() -> Bool {
        staleScans += 1
        guard staleScans <= Self.mostStaleScans, let session else { return false }
        if let phone { stage.phones.give(phone) }
        phone = nil
        stage.pages.take { [self] result in
            guard !isOver else { return }
            switch result {
            case .failure(let failure): fail("qr: \(failure.kind)")
            case .success(let connection):
                let request = stage.requests.frame(session)
                call(.qr, on: connection, request, due: .now()) { [self] frame, _ in
                    stage.pages.give(connection)
                    guard let payload = frame["payload"]?.string else {
                        return fail("qr: malformed answer")
                    }
                    scanLater(payload)
                }
            }
        }
        return true
    }

    private func scan(_ statement: String, due: NIODeadline) {
        guard let phone else { return }
        scanDue = due
        let request = stage.requests.wallet("/v1/wallet/scan", statement: statement)
        call(.scan, on: phone, request, due: due) { [self] answer, _ in
            guard let asks = Asks(scanned: answer) else { return fail("scan: malformed answer") }
            self.asks = asks
            switch course {
            case .abandon: stage.later(stage.thinkTime) { [self] _ in leave() }
            case .deny: deny(asks)
            case .faceFail where !asks.face: fail("face-fail: the policy asks for no face")
            case .approve, .faceFail:
                if asks.number, matchNumber == nil {
                    whenNumberIsShown = { [self] in confirm(asks) }
                } else {
                    confirm(asks)
                }
            }
        }
    }

    // MARK: The decision

    /// Waits for as long as a person thinks; the clock starts when that is over and the statement
    /// is signed.
    private func decide(
        _ act: String, _ members: JSONObject, thinking: TimeAmount,
        then: @escaping (ByteBuffer, NIODeadline) -> Void
    ) {
        let path = act == "face" ? "/v1/wallet/face" : "/v1/wallet/confirm"
        let thought = NIODeadline.now() + thinking
        let request = stage.requests.wallet(path, statement: sign(act, members))
        stage.later(max(.zero, thought - .now())) { [self] due in
            if !isOver { then(request, due) }
        }
    }

    private func deny(_ asks: Asks) {
        var members = asks.login
        members.append("reason", "changed_mind")
        decide("deny", members, thinking: stage.thinkTime) { [self] request, due in
            guard let phone else { return }
            decisionDue = due
            call(.deny, on: phone, request, due: due) { [self] _, _ in phoneDone() }
        }
    }

    private func confirm(_ asks: Asks) {
        let members = asks.confirmation(number: asks.number ? matchNumber : nil)
        decide("confirm", members, thinking: stage.thinkTime) { [self] request, due in
            guard let phone else { return }
            if !asks.face { decisionDue = due }
            call(.confirm, on: phone, request, due: due) { [self] answer, _ in
                guard asks.face else { return phoneDone() }
                showFace(answer)
            }
        }
    }

    private func showFace(_ answer: JSONValue) {
        guard let check = OpenFaceCheck(answer), let asks else {
            return fail("face: no check in the answer")
        }
        let members = check.result(passes: course == .approve, sessionID: asks.sessionID)
        decide("face", members, thinking: stage.thinkTime) { [self] request, due in
            guard let phone else { return }
            decisionDue = due
            call(.face, on: phone, request, due: due) { [self] answer, _ in
                // Another try is open: the same face again.
                if OpenFaceCheck(answer) != nil { showFace(answer) } else { phoneDone() }
            }
        }
    }

    private func phoneDone() {
        phoneIsDone = true
        if let phone { stage.phones.give(phone) }
        phone = nil
        finishIfDone()
    }
}
