import StrictJSON
import Testing

@testable import qrphone

@Suite struct FaceScriptTests {
    @Test(
        "How often a face result is sent while tries are open",
        arguments: [
            ("pass", nil, 1), ("fail", nil, 5), ("fail:blurred", nil, 5), ("error", nil, 1),
            ("fail", 2, 2), ("error", 3, 3), ("timeout", nil, 0), ("skip", 4, 0),
        ])
    func faceTimes(script: String, times: Int?, expected: Int) throws {
        var person = ScriptedPerson(wish: .approve)
        person.faceScript = try #require(.init(script, times: times))
        let check = try Examples.check([:])
        var sent: [FaceStep] = []
        while sent.count < 5 {
            let step = try person.face(check, previous: sent)
            guard case .send = step else { break }
            sent.append(step)
        }
        #expect(sent.count == expected)
        if script == "fail:blurred" {
            #expect(sent.allSatisfy { $0 == .send(.fail(reason: "blurred")) })
        }
        if script == "skip" || script == "timeout" {
            #expect(try person.face(check, previous: []) == .leave)
        }
    }

    @Test("Other words are no face script", arguments: ["", "passed", "pass:x", "skip:x", "FAIL"])
    func wrongScript(_ text: String) {
        #expect(FaceScript(text) == nil)
    }

    @Test(
        "With nothing said, the check's own way is taken",
        arguments: [
            (["result"], FaceStep.send(.pass)), (["result", "capture"], .send(.pass)),
            (["visit"], .visit), (["visit", "capture"], .visit),
            (["result", "visit"], .send(.pass)),
        ])
    func usual(methods: [String], step: FaceStep) throws {
        let check = try Examples.check(["methods": .array(methods.map(JSONValue.string))])
        #expect(try FaceScript().step(for: check, previous: []) == step)
    }

    @Test("Pictures are sent where they are taken, once unless told otherwise")
    func pictures() throws {
        var script = FaceScript()
        script.photos = [Examples.jpeg]
        let capture = FaceStep.capture([Examples.jpeg])
        let check = try Examples.check(["methods": ["result", "capture"]])
        #expect(try script.step(for: check, previous: []) == capture)
        #expect(try script.step(for: check, previous: [capture]) == .leave)
        script.times = 2
        #expect(try script.step(for: check, previous: [capture]) == capture)
        #expect(try script.step(for: Examples.check([:]), previous: []) == .send(.pass))
    }

    @Test("A check that only takes pictures cannot be done without any, but can be failed")
    func noPictures() throws {
        let check = try Examples.check(["methods": ["capture"]])
        #expect(throws: PhoneFailure.noPhotos) { try FaceScript().step(for: check, previous: []) }
        let script = try #require(FaceScript("fail"))
        #expect(try script.step(for: check, previous: []) == .send(.fail(reason: "mismatch")))
    }

    @Test("A visit that was begun is waited for, not begun again")
    func visit() throws {
        var script = FaceScript()
        script.prefersVisit = true
        let open = try Examples.check(["methods": ["result", "visit"]])
        #expect(try script.step(for: open, previous: []) == .visit)
        let begun = try Examples.check(["methods": ["visit"], "url": "https://f.example/1"])
        #expect(try script.step(for: begun, previous: []) == .leave)
    }
}
