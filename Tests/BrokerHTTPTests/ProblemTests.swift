import Broker
import HTTPTypes
import LoginFlow
import Testing

@testable import BrokerHTTP

@Suite("What refusals look like on the wire") struct ProblemTests {
    private func expect(
        _ refusal: BrokerRefusal, _ code: String, _ status: Int,
        _ member: (name: String, value: String)? = nil
    ) {
        let problem = Problem(refusal: refusal)
        #expect(problem.code.rawValue == code)
        #expect(problem.status.code == status)
        #expect(problem.member?.name == member?.name && problem.member?.value == member?.value)
        #expect(!problem.isFailure)
    }

    @Test(arguments: CredentialFault.allCases)
    func aCredentialThatIsNoGoodSaysWhy(fault: CredentialFault) {
        expect(
            .credentialUnusable(fault), "credential_unusable", 422, ("reason", fault.rawValue))
    }

    @Test(arguments: ["organisation", "portrait", "credential"])
    func whatIsMissingIsNamed(ask: String) {
        expect(.missingAsk(ask), "missing_ask", 422, ("ask", ask))
    }

    @Test func theWayBackHasItsOwnRefusals() {
        expect(.wrongReturn, "wrong_return", 403)
        expect(.notNow, "not_now", 409)
        expect(.sessionOver, "session_over", 410)
    }

    @Test func comparingAPortraitHasItsOwnRefusals() {
        expect(.noReference, "no_reference", 409)
        expect(.captureMismatch, "capture_mismatch", 400)
        expect(.notAttested, "not_attested", 403)
        expect(.oauth(.insufficientScope), "insufficient_scope", 403)
        let missing = Problem(refusal: .unavailable("no local face provider"))
        #expect(missing.code == .unavailable && missing.isFailure)
    }

    /// RFC 6750 section 3.1: which scope was missing is a matter of the challenge, not of the login.
    @Test func aTokenThatIsGoodForOtherThingsIsNotCalledInvalid() {
        let problem = Endpoints.challenge(
            Problem(refusal: .oauth(.insufficientScope)), .bearer("token"))
        #expect(problem.status == .forbidden)
        #expect(problem.headers[.wwwAuthenticate] == "Bearer error=\"insufficient_scope\"")
        let invalid = Endpoints.challenge(
            Problem(refusal: .oauth(.invalidToken)), .bearer("token"))
        #expect(invalid.status == .unauthorized)
        let other = Endpoints.challenge(Problem(refusal: .noReference), .bearer("token"))
        #expect(other.status == .conflict && other.headers[.wwwAuthenticate] == nil)
    }

    @Test func everyProblemHasASentenceOfItsOwn() {
        let titles = ProblemCode.allCases.map(\.title)
        #expect(titles.allSatisfy { !$0.isEmpty && !$0.hasSuffix(".") })
        #expect(Set(titles).count == titles.count)
        #expect(ProblemCode.allCases.allSatisfy { $0.status.code >= 400 })
    }
}

@Suite("Pictures beside a face statement") struct FacePartsTests {
    private func body(_ names: [String], boundary: String = "x") -> [UInt8] {
        let parts = names.map { name in
            "--x\r\nContent-Disposition: form-data; name=\(name)\r\n"
                + "Content-Type: image/png\r\n\r\n\(name)\r\n"
        }
        return Array((parts.joined() + "--x--\r\n").utf8)
    }

    /// A statement, a portrait and the sixteen pictures of the longest capture.
    @Test(arguments: [(16, true), (17, false)])
    func partsHaveABound(pictures: Int, isGood: Bool) {
        let names = ["statement", "portrait"] + Array(repeating: "picture", count: pictures)
        let parts = try? MultipartBody(body(names), boundary: "x").parts
        #expect(parts?.map(\.name) == (isGood ? names : nil))
    }
}
