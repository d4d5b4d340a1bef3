import FaceCheck
import LoginFlow
import StrictJSON
import Testing

@Suite("Sending a person to the service", .timeLimit(.minutes(10))) struct RemoteBeginTests {
    @Test func thePersonGoesWhereTheServiceSays() async throws {
        try await RemoteStage.with { stage in
            stage.service.answers { _ in .signed(RemoteStage.page, status: 201) }
            #expect(await stage.begin() == RemoteStage.visit)
        }
    }

    @Test func theServiceLearnsAReferenceAndNothingOfThePerson() async throws {
        try await RemoteStage.with { stage in
            stage.service.answers { _ in .signed(RemoteStage.page, status: 201) }
            _ = await stage.begin()
            let call = try #require(stage.service.calls.first)
            #expect(call.subject == "POST /face/orders")
            #expect(call.app == "demo")
            #expect(
                call.json == [
                    "reference": "check-1",
                    "subject": "somebody",
                    "callback_url": "https://login.example/v1/face/callbacks", "expires_in": 100,
                ])
            let text = String(decoding: call.body, as: UTF8.self)
            #expect(call.signature == ScriptedProvider.Signer().header(call.subject, text))
        }
    }

    @Test func beginningAgainGivesTheSameAddressWithoutASecondOrder() async throws {
        try await RemoteStage.with { stage in
            stage.service.answers { _ in .signed(RemoteStage.page, status: 201) }
            _ = await stage.begin()
            #expect(await stage.begin() == RemoteStage.visit)
            #expect(stage.service.calls.count == 1)
        }
    }

    @Test func aStumbleIsTriedAgain() async throws {
        try await RemoteStage.with { stage in
            stage.service.answers(inOrder: [
                .unsigned(500, "oops"), .unsigned(200, RemoteStage.page),
                .signed(RemoteStage.page),
            ])
            async let progress = stage.begin()
            await stage.clock.end(.seconds(1))
            await stage.clock.end(.seconds(2))
            #expect(await progress == RemoteStage.visit)
            #expect(
                Set(stage.service.calls.compactMap { $0.json?["reference"]?.string }).count == 1)
        }
    }

    @Test func threeStumblesAreAnErrorWhichUsesNoTry() async throws {
        try await RemoteStage.with { stage in
            stage.service.answers { _ in .unsigned(503, "") }
            async let progress = stage.begin()
            await stage.clock.end(.seconds(1))
            await stage.clock.end(.seconds(2))
            #expect(await progress == .verdict(.error))
            #expect(stage.service.calls.count == 3)
            #expect(stage.events.count(.error) == 1)
            // Nothing stays behind: it may begin again.
            stage.service.answers { _ in .signed(RemoteStage.page, status: 201) }
            #expect(await stage.begin() == RemoteStage.visit)
        }
    }

    @Test func aServiceThatHangsIsGivenUp() async throws {
        try await RemoteStage.with({ $0.attempts = 2 }) { stage in
            async let progress = stage.begin()
            await stage.clock.end(.seconds(5))
            await stage.clock.end(.seconds(1))
            await stage.clock.end(.seconds(5))
            #expect(await progress == .verdict(.error))
        }
    }

    @Test func aSignedNoIsNotAskedTwice() async throws {
        try await RemoteStage.with { stage in
            stage.service.answers { _ in .signed(#"{"error":"unknown app"}"#, status: 400) }
            #expect(await stage.begin() == .verdict(.error))
            #expect(stage.service.calls.count == 1)
        }
    }

    @Test(
        "An answer that is not the service's own is not believed",
        arguments: [
            ScriptedProvider.Answer.unsigned(200, RemoteStage.page),
            .forged(RemoteStage.page, by: .init(secret: "another secret")),
            .forged(RemoteStage.page, by: .init(time: RemoteStage.now.seconds - 301)),
            .forged(RemoteStage.page, by: .init(time: RemoteStage.now.seconds + 301)),
            .forged(RemoteStage.page, by: .init(subject: "201")),
            .forged(RemoteStage.page, by: .init(subject: "POST /face/orders")),
            .forged(RemoteStage.page, by: .init(body: "{}")),
            .forged(RemoteStage.page, by: .init(copies: 2)),
        ])
    func forgeriesAreNotBelieved(_ answer: ScriptedProvider.Answer) async throws {
        try await RemoteStage.with({ $0.attempts = 1 }) { stage in
            stage.service.answers { _ in answer }
            #expect(await stage.begin() == .verdict(.error))
            #expect(stage.events.count(.wrongSignature) == 1)
        }
    }

    @Test func clocksMayDifferByFiveMinutes() async throws {
        try await RemoteStage.with({ $0.attempts = 1 }) { stage in
            for (number, difference) in [-300, 300].enumerated() {
                let time = RemoteStage.now.seconds + Int64(difference)
                let page = RemoteStage.page.replacing("check-1", with: "check-\(number + 1)")
                stage.service.answers { _ in .forged(page, by: .init(time: time)) }
                #expect(await stage.begin(number + 1) == RemoteStage.visit)
            }
        }
    }

    @Test(
        "An answer that is not what the contract says is none",
        arguments: [
            "", "garbage", "[]", #"{"order":"o-1"}"#,
            RemoteStage.page.replacing("check-1", with: "check-2"),
            RemoteStage.page.replacing(#""reference":"check-1","#, with: ""),
            #"{"order":"","reference":"check-1","certify_url":"https://face.example/"}"#,
            #"{"order":"../admin","reference":"check-1","certify_url":"https://face.example/"}"#,
            #"{"order":"o-1","reference":"check-1","certify_url":"http://face.example/"}"#,
            #"{"order":"o-1","reference":"check-1","certify_url":"javascript:alert(1)"}"#,
            #"{"order":"o-1","reference":"check-1","certify_url":"https://user@face.example/"}"#,
            #"{"order":"o-1","reference":"check-1","certify_url":"/certify"}"#,
            #"{"order":"o-1","reference":"check-1","certify_url":"https://face.example/","pad":""#
                + String(repeating: "x", count: 65_536) + #""}"#,
        ])
    func garbageIsNoOrder(_ text: String) async throws {
        try await RemoteStage.with({ $0.attempts = 1 }) { stage in
            stage.service.answers { _ in .signed(text) }
            #expect(await stage.begin() == .verdict(.error))
        }
    }

    @Test func nobodyIsLedElsewhere() async throws {
        try await RemoteStage.with({ $0.attempts = 1 }) { stage in
            stage.service.answers { call in
                call.subject == "POST /face/orders"
                    ? .unsigned(307, "", location: "/elsewhere") : .signed(RemoteStage.page)
            }
            #expect(await stage.begin() == .verdict(.error))
            #expect(stage.service.calls.count == 1)
        }
    }

    @Test func withoutConnectionsNothingBegins() async {
        var settings = RemoteStage.settings("http://127.0.0.1:1")
        settings.attempts = 1
        let provider = RemoteStage.provider(settings)
        let evidence = FaceEvidence(report: nil, isAttested: false, begins: true, timeLeft: 120)
        let progress = await provider.submit(
            evidence, for: RemoteStage.order(), at: RemoteStage.now)
        #expect(progress == .verdict(.error))
    }

    @Test func onlyABeginningCounts() {
        let provider = RemoteStage.provider(RemoteStage.settings("https://face.example"))
        var evidence = FaceEvidence(report: nil, isAttested: true, begins: true, timeLeft: 120)
        #expect(provider.judgeAtOnce(evidence) == nil)
        evidence.report = .verdict(.pass)
        #expect(provider.judgeAtOnce(evidence) == .wrongEvidence)
        evidence = FaceEvidence(
            report: nil, isAttested: true, pictures: [[1]], begins: true, timeLeft: 120)
        #expect(provider.judgeAtOnce(evidence) == .wrongEvidence)
        evidence = FaceEvidence(report: nil, isAttested: true, timeLeft: 120)
        #expect(provider.judgeAtOnce(evidence) == .wrongEvidence)
        #expect(provider.methods == ["visit"])
        #expect(!provider.needsPortrait)
    }
}
