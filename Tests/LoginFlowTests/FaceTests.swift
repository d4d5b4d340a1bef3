import LoginFlow
import Testing

@Suite struct FaceTests {
    func checking(tries: Int = 3) throws -> LoginSession {
        var session = try LoginSession.scanned(.withFace.with { $0.face.tries = tries })
        try session.confirm(by: .phone, answers: .all, at: created)
        return session
    }

    @Test(arguments: 1...5)
    func aPersonHasAsManyTriesAsThePolicySays(tries: Int) throws {
        var session = try checking(tries: tries)
        for used in 1..<tries + 1 {
            #expect(session.state.status == .faceChecking)
            #expect(session.faceTriesLeft == tries - used + 1)
            #expect(session.faceCheckNumber == used)
            try session.face(.fail(.mismatch))
        }
        #expect(session.state == .failed(.faceFailed))
        #expect(session.faceTriesLeft == 0)
        #expect(session.hint == .faceFailed)
    }

    @Test func aPassOnTheLastTryCounts() throws {
        var session = try checking()
        try session.face(.fail(.tooDark))
        try session.face(.fail(.notLive))
        try session.face(.pass)
        #expect(session.state.status == .approved)
    }

    @Test func everyFailureIsANewVersionSoThatThePageHearsIt() throws {
        var session = try checking()
        #expect(session.hint == .faceOnPhone)
        try session.face(.fail(.blurred))
        #expect(session.version == 5)
        #expect(session.hint == .faceRetry)
        try session.face(.error)
        #expect(session.version == 6)
        #expect(session.hint == .faceUnavailable)
    }

    // MARK: Errors

    @Test func errorsUseNoTryButTheFifthEndsTheLoginSession() throws {
        var session = try checking()
        for _ in 1..<LoginSession.maximumFaceErrors {
            try session.face(.error)
            #expect(session.state.status == .faceChecking)
            #expect(session.faceTriesLeft == 3)
        }
        try session.face(.error)
        #expect(session.state == .failed(.faceUnavailable))
        #expect(session.hint == .faceUnavailable)
    }

    @Test func errorsAndFailuresAreCountedApart() throws {
        var session = try checking()
        for _ in 0..<2 {
            try session.face(.error)
            try session.face(.fail(.occluded))
            try session.face(.error)
        }
        #expect(session.state.status == .faceChecking)
        #expect(session.faceTriesLeft == 1)
        try session.face(.pass)
        #expect(session.state.status == .approved)
    }

    // MARK: Each counts once

    @Test func inv9_repeatingAUsedCheckCountsNothing() throws {
        var session = try checking()
        try session.face(.fail(.mismatch))
        let once = session
        for verdict in [FaceVerdict.pass, .fail(.mismatch), .error] {
            try session.face(verdict, check: 1)
            try session.face(verdict, check: 1, isAttested: false)
        }
        #expect(session == once)
        try session.face(.pass, check: 2)
        #expect(session.state.status == .approved)
    }

    @Test func inv9_aPassedCheckIsRepeatedAfterTheEnd() throws {
        var session = try checking()
        try session.face(.pass)
        try session.redeem(isRightClient: true, isRightProof: true, at: created)
        let over = session
        try session.face(.pass, check: 1)
        #expect(session == over)
    }

    @Test(arguments: [Int.min, -1, 0, 2, 3, Int.max])
    func aCheckThatIsNotOpenIsUnknown(check: Int) throws {
        var session = try checking()
        let before = session
        #expect(throws: Refusal.notFound) { try session.face(.pass, check: check) }
        #expect(session == before)
    }

    @Test func aResultNobodyVouchesForUsesNoTry() throws {
        var session = try checking()
        let before = session
        for verdict in [FaceVerdict.pass, .fail(.mismatch), .error] {
            #expect(throws: Refusal.notAttested) {
                try session.face(verdict, isAttested: false)
            }
        }
        #expect(session == before)
    }

    @Test func aPolicyWithoutFaceTakesNoResult() throws {
        var session = try LoginSession.scanned()
        #expect(throws: Refusal.notNow) { try session.face(.pass) }
        #expect(session.state.status == .scanned)
    }

    @Test func verdictsTellTheirReasons() {
        #expect(FaceVerdict.pass.reason == nil)
        #expect(FaceVerdict.fail(.noFace).reason == .noFace)
        #expect(FaceVerdict.error.reason == .providerError)
    }
}
