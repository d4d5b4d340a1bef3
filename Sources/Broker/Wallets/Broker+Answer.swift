import Base64URL
import FaceCheck
import LoginFlow
import Secrets
import SessionStore
import StrictJSON

extension Broker {
    /// What the claimant may know of the login session.
    func answer(of session: LoginSession, now: Moment) -> DecisionAnswer {
        DecisionAnswer(
            status: session.state.status, hint: session.hint, version: session.version,
            expiresIn: session.state.deadline.map { now.wholeSeconds(until: $0) },
            openFaceCheck: openFaceCheck(of: session, now: now),
            triesLeft: session.faceTriesLeft,
            warnings: session.hadSecondScan ? ["second_scan"] : [])
    }

    private func openFaceCheck(
        of session: LoginSession, now: Moment
    ) -> DecisionAnswer.OpenFaceCheck? {
        guard case .faceChecking(let until) = session.state else { return nil }
        let number = session.faceCheckNumber
        return DecisionAnswer.OpenFaceCheck(
            checkID: faceCheckID(session.id, number),
            challenge: faceChallenge(session.id, number),
            methods: faceProviders[session.policy.face.provider]?.methods ?? [],
            triesLeft: session.faceTriesLeft, expiresIn: now.wholeSeconds(until: until))
    }

    func faceCheckID(_ id: SessionID, _ number: Int) -> String {
        Base64URL.encode(keys.faceCheckID(for: id, number: number).bytes.prefix(16))
    }

    func faceChallenge(_ id: SessionID, _ number: Int) -> String {
        Base64URL.encode(keys.faceChallenge(for: id, number: number).bytes)
    }
}
