import LoginFlow
import Secrets
import SessionStore

extension Broker {
    /// Once a login is approved: the person keeps the levels that last, each from now on.
    func keepLevels(of record: SessionRecord, _ change: inout StoreChange) {
        guard record.session.isApproved, let approval = approval(of: record),
            !approval.isFromSignIn
        else { return }
        let person = keys.person(wallet: approval.wallet, sub: approval.sub)
        // By what was done now: an earlier sign-in has had its time.
        var evidence = Evidence.of(methods: approval.amr, hasCredential: approval.hasCredential)
        if record.session.isPassed && record.session.policy.face.provider != .simulator {
            evidence.insert(.face)
        }
        for rule in settings.levels.lasting(evidence) {
            change.effects.append(
                .raiseLevel(person: person, level: rule.level, until: change.now + rule.lasts))
        }
    }

    /// How sure the broker is of the person: by what was done now, or by what they hold.
    func level(_ session: LoginSession, _ approval: Approval) -> Int {
        max(settings.levels.level(of: evidence(session, approval)), approval.heldLevel)
    }

    func evidence(_ session: LoginSession, _ approval: Approval) -> Set<Evidence> {
        Evidence.of(
            methods: methods(session, approval), hasCredential: approval.hasCredential)
    }
}
