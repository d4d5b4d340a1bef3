/// One attempt to log in, from code to end, as a value that knows every rule and nothing else.
///
/// ```
/// waiting ──scan──▶ scanned ──confirm──▶ confirmed ──nothing left to do──▶ approved ──redeem──▶ redeemed
///    │                 │  │               │     ▲
///    │                 │  │               │     └──── pass, an action is required ─────┐
///    │                 │  │               └─face asked─▶ face_checking ──pass──▶ approved
///    │                 │  └─deny──▶ denied                      ├─fail, tries left─▶ face_checking
///    │                 └─wrong number─▶ failed                  └─no tries left────▶ failed
///    └──────┴──────┴──── page cancels ─▶ cancelled      deadline passes ─▶ expired      newer one ─▶ replaced
/// ```
/// A login stays confirmed while a ``RequiredAction`` is left to do, such as coming back to the page
/// on the same device. A person may still deny while confirmed or face_checking. An earlier sign-in of the same browser
/// may lead from waiting to approved at once. Time comes in as an argument; every
/// method first lets a passed deadline take effect (INV-4), so that the change is made even when
/// the method then refuses. What changed is collected in `transitions` for the store to write.
package struct LoginSession: Sendable, Equatable {
    package let id: SessionID
    package let request: LoginRequest
    package let createdAt: Moment
    /// The wallet's own policy from the scan on, the purpose's before.
    package internal(set) var policy: Policy
    package internal(set) var state: LoginState
    package internal(set) var version: Int64
    package internal(set) var claim: Claim?
    /// Somebody else tried the code after it was claimed; the first device is told.
    package internal(set) var hadSecondScan = false
    /// The verdict of every used face check, in order.
    package internal(set) var faceVerdicts: [FaceVerdict] = []
    /// Wrong proofs shown with the right authorization code.
    package internal(set) var wrongRedemptions = 0
    /// When it ended; `nil` before.
    package internal(set) var endedAt: Moment?
    /// State changes since the value was read; the store takes them.
    package private(set) var transitions: [Transition] = []

    /// Starts a login session in `waiting`.
    package init(id: SessionID, request: LoginRequest, policy: Policy, now: Moment) {
        self.id = id
        self.request = request
        self.policy = policy
        createdAt = now
        version = 0
        state = .waiting(until: now)
        state = .waiting(until: capped(now + policy.lifetimes.scan))
        record(from: nil, cause: .create, at: now)
    }

    /// Makes one state change: version up by one, one transition.
    mutating func move(to next: LoginState, cause: Transition.Cause, at now: Moment) {
        precondition(!state.status.isTerminal, "a terminal state never changes (INV-5)")
        let from = state.status
        state = next
        if next.status.isTerminal { endedAt = now }
        record(from: from, cause: cause, at: now)
    }

    private mutating func record(from: Status?, cause: Transition.Cause, at now: Moment) {
        version += 1
        transitions.append(
            Transition(
                version: version, from: from, to: state.status, cause: cause,
                reason: state.reason, at: now))
    }

    /// A deadline no later than the whole login session may last.
    func capped(_ deadline: Moment) -> Moment {
        min(deadline, createdAt + policy.lifetimes.total)
    }

    /// Hands over the transitions to be written.
    package mutating func takeTransitions() -> [Transition] {
        defer { transitions = [] }
        return transitions
    }
}
