import LoginFlow
import Testing

@Suite struct RedeemTests {
    func approved() throws -> LoginSession {
        var session = try LoginSession.scanned()
        try session.confirm(by: .phone, answers: .all, at: created)
        return session
    }

    @Test func inv3_aCodeIsRedeemedOnce() throws {
        var session = try approved()
        try session.redeem(isRightClient: true, isRightProof: true, at: created)
        #expect(session.state == .redeemed)
        for isRightProof in [true, false] {
            #expect(throws: Refusal.codeUsed) {
                try session.redeem(isRightClient: true, isRightProof: isRightProof, at: created)
            }
        }
        #expect(throws: Refusal.sessionOver, "another client must not end what the right one has") {
            try session.redeem(isRightClient: false, isRightProof: true, at: created)
        }
        #expect(session.takeTransitions().last?.to == .redeemed)
    }

    @Test(arguments: [(false, false), (false, true), (true, false)])
    func inv3_aWrongProofDoesNotUseTheCodeUp(isRightClient: Bool, isRightProof: Bool) throws {
        var session = try approved()
        for wrong in 1..<LoginSession.maximumWrongRedemptions {
            #expect(throws: Refusal.wrongRedemption) {
                try session.redeem(
                    isRightClient: isRightClient, isRightProof: isRightProof, at: created)
            }
            #expect(session.wrongRedemptions == wrong)
            #expect(session.state.status == .approved)
        }
        var robbed = session
        try session.redeem(isRightClient: true, isRightProof: true, at: created)
        #expect(session.state == .redeemed)
        #expect(throws: Refusal.wrongRedemption) {
            try robbed.redeem(
                isRightClient: isRightClient, isRightProof: isRightProof, at: created)
        }
        #expect(robbed.state == .expired(.unredeemed), "the fifth")
        #expect(robbed.takeTransitions().last?.cause == .misuse)
        #expect(throws: Refusal.sessionOver) {
            try robbed.redeem(isRightClient: true, isRightProof: true, at: created)
        }
    }
}
