extension LoginSession {
    /// The changing part, as a store keeps it.
    package struct Progress: Sendable, Equatable {
        package var policy: Policy
        package var state: LoginState
        package var version: Int64
        package var claim: Claim?
        package var hadSecondScan: Bool
        package var faceVerdicts: [FaceVerdict]
        package var wrongRedemptions: Int
        package var endedAt: Moment?

        package init(
            policy: Policy, state: LoginState, version: Int64, claim: Claim?,
            hadSecondScan: Bool, faceVerdicts: [FaceVerdict], wrongRedemptions: Int,
            endedAt: Moment?
        ) {
            self.policy = policy
            self.state = state
            self.version = version
            self.claim = claim
            self.hadSecondScan = hadSecondScan
            self.faceVerdicts = faceVerdicts
            self.wrongRedemptions = wrongRedemptions
            self.endedAt = endedAt
        }
    }

    package var progress: Progress {
        Progress(
            policy: policy, state: state, version: version, claim: claim,
            hadSecondScan: hadSecondScan, faceVerdicts: faceVerdicts,
            wrongRedemptions: wrongRedemptions, endedAt: endedAt)
    }

    /// Takes up a login session where the store has it; without transitions of its own.
    package init(id: SessionID, request: LoginRequest, createdAt: Moment, progress: Progress) {
        self.init(id: id, request: request, policy: progress.policy, now: createdAt)
        state = progress.state
        version = progress.version
        claim = progress.claim
        hadSecondScan = progress.hadSecondScan
        faceVerdicts = progress.faceVerdicts
        wrongRedemptions = progress.wrongRedemptions
        endedAt = progress.endedAt
        _ = takeTransitions()
    }
}
