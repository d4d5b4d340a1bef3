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
            warnings: session.hadSecondScan ? ["second_scan"] : [],
            returnTo: returnAddress(of: session))
    }

    private func openFaceCheck(
        of session: LoginSession, now: Moment
    ) -> DecisionAnswer.OpenFaceCheck? {
        guard case .faceChecking(let until) = session.state else { return nil }
        let number = session.faceCheckNumber
        let provider = faceProviders[session.policy.face.provider]
        return DecisionAnswer.OpenFaceCheck(
            checkID: faceCheckID(session.id, number),
            challenge: faceChallenge(session.id, number),
            methods: provider?.methods ?? [],
            actions: faceActions(session, number).map(\.rawValue),
            needsPortrait: provider?.needsPortrait ?? false,
            triesLeft: session.faceTriesLeft, expiresIn: now.wholeSeconds(until: until))
    }

    /// Drawn anew for each check, so that no film made before shows the right ones.
    func faceActions(_ session: LoginSession, _ number: Int) -> [FaceAction] {
        guard faceProviders[session.policy.face.provider]?.needsPortrait == true else { return [] }
        var actions = FaceAction.allCases
        var chosen: [FaceAction] = []
        let dice = keys.faceActions(for: session.id, number: number).bytes
        for die in dice.prefix(min(session.policy.face.actions, actions.count)) {
            chosen.append(actions.remove(at: Int(die) % actions.count))
        }
        return chosen
    }

    func faceCheckID(_ id: SessionID, _ number: Int) -> String {
        Base64URL.encode(keys.faceCheckID(for: id, number: number).bytes.prefix(16))
    }

    func faceChallenge(_ id: SessionID, _ number: Int) -> String {
        Base64URL.encode(keys.faceChallenge(for: id, number: number).bytes)
    }
}
