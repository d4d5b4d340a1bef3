import LoginFlow
import Testing

@testable import Secrets

@Suite struct FrameTests {
    let issuer = "https://login.example"
    let ring = KeyRing.known
    let golden = "https://login.example/q/YV4lfRXvRPba1JFAiXAxHA.7.T-B1K5GvHPloMl6h"

    func read(_ payload: String) -> Frame? { Frame(payload: payload, issuer: issuer) }

    @Test func aCodeIsDrawnAsWrittenDown() {
        let token = ring.scanToken(for: .known)
        #expect(Frame.payload(issuer: issuer, token: token, .step(7), keys: ring) == golden)
    }

    @Test func everyStepIsReadBack() throws {
        let token = ring.scanToken(for: .known)
        for step in [0, 1, 9, 10, 300, 1_000_000] {
            let payload = Frame.payload(issuer: issuer, token: token, .step(step), keys: ring)
            let frame = try #require(read(payload))
            #expect(frame.kind == .step(step))
            #expect(frame.token.bytes == token.bytes)
            #expect(frame.isAuthentic(ring))
            #expect(!frame.isAuthentic(.new()))
        }
    }

    @Test func anAlteredFrameIsNotAuthentic() throws {
        let altered = [
            golden.replacing(".7.", with: ".8."), golden.replacing(".7.", with: ".0."),
            golden.replacing("T-B1", with: "T-B2"), golden.replacing("YV4l", with: "YV4m"),
            golden.replacing("Ml6h", with: "Ml6i"),
        ]
        for payload in altered { #expect(try #require(read(payload)).isAuthentic(ring) == false) }
    }

    /// Swift takes a Greek question mark for a semicolon; a code has one spelling all the same.
    @Test func aCodeIsReadToTheByte() {
        let issuer = "https://login.example/a;b"
        let payload = Frame.payload(
            issuer: issuer, token: ring.scanToken(for: .known), .step(7), keys: ring)
        #expect(Frame(payload: payload, issuer: issuer) != nil)
        let other = payload.replacing(";", with: "\u{37E}")
        #expect(other == payload && Frame(payload: other, issuer: issuer) == nil)
    }

    // MARK: For the same device

    private var here: String {
        Frame.payload(issuer: issuer, token: ring.scanToken(for: .known), .sameDevice, keys: ring)
    }

    @Test func theCodeOfTheSameDeviceIsReadBack() throws {
        #expect(here.hasPrefix("https://login.example/q/YV4lfRXvRPba1JFAiXAxHA.here."))
        let frame = try #require(read(here))
        #expect(frame.kind == .sameDevice)
        #expect(frame.token.bytes == ring.scanToken(for: .known).bytes)
        #expect(frame.isAuthentic(ring))
        #expect(!frame.isAuthentic(.new()))
    }

    /// Who has seen a code on a screen must not be able to make a link of it that asks no number.
    @Test func noStepsMACOpensTheSameDevice() throws {
        let mac = String(here.suffix(16))
        for step in 0...300 {
            let token = ring.scanToken(for: .known)
            let payload = Frame.payload(issuer: issuer, token: token, .step(step), keys: ring)
            #expect(payload.suffix(16) != mac)
            let changed = payload.replacing(".\(step).", with: ".here.")
            #expect(try #require(read(changed)).isAuthentic(ring) == false)
            let other = here.replacing(".here.", with: ".\(step).")
            #expect(try #require(read(other)).isAuthentic(ring) == false)
        }
    }

    @Test func anAlteredCodeOfTheSameDeviceIsNone() throws {
        for payload in [
            here.replacing("YV4l", with: "YV4m"),
            String(here.dropLast()) + (here.hasSuffix("A") ? "B" : "A"),
        ] {
            #expect(try #require(read(payload)).isAuthentic(ring) == false)
        }
        for word in ["Here", "HERE", "here ", "here0", "there", "her", "ｈere"] {
            #expect(read(here.replacing(".here.", with: ".\(word).")) == nil)
        }
    }

    @Test func codesThatPointElsewhereOrSayMoreAreNone() {
        let path = String(golden.dropFirst(issuer.count))
        let places: [String] = [
            "", "http://login.example", "https://login.example.evil", "https://evil",
            "https://LOGIN.example", "https://login.example:443", "\(issuer)/x", "\(issuer)/",
            " \(issuer)", "\(issuer)@evil",
        ]
        let endings: [String] = [
            "?x=1", "#x", ".x", "/", " ", "=", "A", String(repeating: "A", count: 600),
        ]
        let steps: [String] = [
            ".07.", ".+7.", ".-7.", "..", ".1000001.", ".7.0.", ".99999999999999999999.", ".７.",
            ".",
        ]
        let wrong: [String] =
            places.map { $0 + path } + endings.map { golden + $0 }
            + steps.map { golden.replacing(".7.", with: $0) }
            + ["", issuer, "\(issuer)/q/", "\(issuer)/Q/\(path.dropFirst(3))"]
            + [String(golden.dropLast()), golden.replacing("YV4l", with: "")]
            + [golden.replacing("YV4l", with: "YV4lAAAA")]
            // A shorter MAC would be easier to guess; one that is cut to nothing needs no guess.
            + [4, 8, 12, 16].map { String(golden.dropLast($0)) }
        for payload in wrong { #expect(read(payload) == nil, "\(payload)") }
        #expect(read(golden) != nil)
    }
}
