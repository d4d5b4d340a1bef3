import FaceCheck
import LoginFlow
import Testing

@Suite("Messages of the service", .timeLimit(.minutes(10))) struct RemoteCallbackTests {
    @Test func theFirstVerdictCountsWhicheverWayItCame() async throws {
        try await RemoteStage.with { stage in
            await stage.begun(.signed(RemoteStage.report("fail")))
            #expect(stage.callBack(RemoteStage.report("pass")) == .taken(reference: "check-1"))
            #expect(await stage.asked() == [.verdict(.pass)])
            #expect(stage.callBack(RemoteStage.report("fail")) == .taken(reference: "check-1"))
            #expect(
                stage.callBack(RemoteStage.report("pass", #","attack":true"#))
                    == .taken(reference: "check-1"))
            #expect(await stage.known == [.verdict(.pass)])
            #expect(stage.events.count(.pass) == 1)
            #expect(stage.events.count(.fail) == 0)
        }
    }

    @Test func aVerdictThatWasAskedForStaysToo() async throws {
        try await RemoteStage.with { stage in
            await stage.begun(.signed(RemoteStage.report("fail", #","reason":"blurred""#)))
            #expect(await stage.asked() == [.verdict(.fail(.blurred))])
            #expect(stage.callBack(RemoteStage.report("pass")) == .taken(reference: "check-1"))
            #expect(await stage.known == [.verdict(.fail(.blurred))])
        }
    }

    @Test func aRepeatedMessageIsTakenAfterTheVerdictWasUsed() async throws {
        try await RemoteStage.with { stage in
            await stage.begun(.never)
            #expect(stage.callBack(RemoteStage.report("pass")) == .taken(reference: "check-1"))
            await stage.provider.settle(RemoteStage.order())
            #expect(stage.callBack(RemoteStage.report("pass")) == .taken(reference: "check-1"))
            #expect(await stage.known.isEmpty)
        }
    }

    @Test func notYetIsTakenAndDecidesNothing() async throws {
        try await RemoteStage.with { stage in
            await stage.begun(.never)
            #expect(stage.callBack(RemoteStage.report("not_yet")) == .taken(reference: "check-1"))
            #expect(await stage.known.isEmpty)
        }
    }

    @Test(
        "Only the service speaks for the service",
        arguments: [
            ScriptedProvider.Signer(secret: "another secret"),
            .init(time: RemoteStage.now.seconds - 301), .init(time: RemoteStage.now.seconds + 301),
            .init(subject: "POST /v1/wallet/face"), .init(subject: "200"), .init(body: "{}"),
        ])
    func forged(_ signer: ScriptedProvider.Signer) async throws {
        try await RemoteStage.with { stage in
            await stage.begun(.never)
            #expect(stage.callBack(RemoteStage.report("pass"), signer: signer) == .invalid)
            #expect(await stage.known.isEmpty)
            #expect(stage.events.count(.wrongSignature) == 1)
        }
    }

    @Test(
        "A signature is written in one way",
        arguments: ["", "t=1", "v1=00", "t=x,v1=y", "T,UPPER", "CODE,TIME", "T,CODE,CODE", "T,"])
    func malformed(_ shape: String) async throws {
        try await RemoteStage.with { stage in
            await stage.begun(.never)
            let text = RemoteStage.report("pass")
            let good = ScriptedProvider.Signer().header("POST /v1/face/callbacks", text)
            let parts = good.split(separator: ",").map(String.init)
            let signature = shape.replacing("TIME", with: parts[0]).replacing(
                "T,", with: parts[0] + ","
            )
            .replacing("CODE", with: parts[1])
            .replacing("UPPER", with: "v1=" + parts[1].dropFirst(3).uppercased())
            #expect(
                stage.provider.takeCallback(
                    Array(text.utf8), signature: signature, at: RemoteStage.now) == .invalid)
            #expect(await stage.known.isEmpty)
        }
    }

    @Test func whatIsNoMessageIsInvalidThoughSigned() async throws {
        try await RemoteStage.with { stage in
            await stage.begun(.never)
            for text in ["", "{}", "garbage", RemoteStage.report("perhaps")] {
                #expect(stage.callBack(text) == .invalid)
            }
        }
    }

    @Test func ordersOfOthersAreUnknown() async throws {
        try await RemoteStage.with { stage in
            await stage.begun(.never)
            #expect(stage.callBack(RemoteStage.report("pass", reference: "check-2")) == .unknown)
            #expect(stage.callBack(RemoteStage.report("pass", order: "o-2")) == .unknown)
            #expect(await stage.known.isEmpty)
        }
    }
}
