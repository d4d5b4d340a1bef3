import FaceCheck
import Foundation
import LoginFlow
import StrictJSON
import Testing

@Suite("Messages of a remote face provider, over a real port") struct FaceCallbackTests {
    private static let secret = "a secret of the two of us"
    private static let section =
        "face: { remote: { url: 'http://127.0.0.1:1', app_id: demo, secret_file: face.secret } }"

    private let path = "/v1/face/callbacks"
    private let report: JSONValue = [
        "order": "o-1", "reference": "nobody's", "state": "pass", "attack": false,
    ]

    private func signed(_ secret: String, _ body: JSONValue) -> [(String, String)] {
        let now = Moment(seconds: Int64(Date().timeIntervalSince1970))
        let signature = MessageSignature(secret: Array(secret.utf8))
            .sign("POST \(path)", body.serialized(), at: now)
        return [(MessageSignature.header, signature)]
    }

    private func withProvider(_ body: @Sendable (RunningBroker) async throws -> Void) async throws {
        try await RunningBroker.with(
            more: Self.section, files: ["face.secret": Self.secret], body)
    }

    @Test func aStrangerIsNotHeard() async throws {
        try await withProvider { broker in
            for headers in [[], signed("the secret of another", report)] {
                let answer = try await broker.call("POST", path, json: report, headers: headers)
                #expect(answer.status == 401)
                #expect(answer.body["code"] == "invalid_assertion")
            }
        }
    }

    @Test func ordersThatAreNotUnderWayAreUnknown() async throws {
        try await withProvider { broker in
            let answer = try await broker.call(
                "POST", path, json: report, headers: signed(Self.secret, report))
            #expect(answer.status == 404)
        }
    }

    @Test func pagesOfOtherSitesHaveNoBusinessHere() async throws {
        try await withProvider { broker in
            let answer = try await broker.call(
                "POST", path, json: report,
                headers: signed(Self.secret, report) + [("Origin", "https://elsewhere.example")])
            #expect(answer.status == 403)
        }
    }

    @Test func withoutAProviderThereIsNobodyToHear() async throws {
        try await RunningBroker.with { broker in
            let answer = try await broker.call(
                "POST", path, json: report, headers: signed(Self.secret, report))
            #expect(answer.status == 404)
        }
    }
}
