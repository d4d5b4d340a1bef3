import Broker
import Foundation
import Secrets

/// INV-11: no secret and nothing about a person reaches the disk or a complaint in the clear.
struct RestInvariants: Invariant {
    private var needles: [(name: String, bytes: [UInt8])] = [
        "zhang-wei", "li-na", "maria", "zhang@mail.example", "Wei Zhang", "credential-7",
    ].map { ($0, Array($0.utf8)) }

    mutating func check(_ step: StepRecord, _ store: Snapshot) -> [String] {
        for (call, reply) in step.heard.answered { note(call, reply) }
        var wrongs: [String] = []
        for (name, needle) in needles where step.written.contains(where: { has($0, needle) }) {
            wrongs.append("INV-11: \(name) was written to the disk")
        }
        for heard in step.heard {
            guard case .failure(.unavailable(let text)) = heard.outcome else { continue }
            for (name, needle) in needles where has(Array(text.utf8), needle) {
                wrongs.append("INV-11: \(name) stands in a complaint")
            }
        }
        return wrongs
    }

    /// Secrets that the broker has just given out, as bytes and as text. Those written in the very step
    /// that made them are looked for too.
    private mutating func note(_ call: Call, _ reply: Reply) {
        switch reply {
        case .started(let started):
            add("a poll token", started.pollToken.bytes)
            add("a poll token's text", started.pollToken.exposedText)
            started.display.frame.map {
                add("a code's text", $0.payload.dropFirst(Setting.issuer.count + 3))
            }
            started.display.userCode.map { add("a typed code", $0) }
        case .device(let device):
            add("a device code", device.deviceCode)
            add("a typed code", device.userCode)
        case .backchannel(let backchannel): add("a request id", backchannel.requestID)
        case .view(let view): view.result.map { add("an authorization code", $0.code) }
        case .tokens(let tokens):
            tokens.refreshToken.map { add("a refresh token", $0) }
            add("an ID token", tokens.idToken.suffix(40))
        case .frame, .display, .scanned, .decision, .userInfo, .requests, .signIns, .enrolled,
            .unchanged, .done:
            break
        }
    }

    private mutating func add(_ name: String, _ text: some StringProtocol) {
        add(name, Array(text.utf8))
    }

    private mutating func add(_ name: String, _ bytes: [UInt8]) {
        if !needles.contains(where: { $0.bytes == bytes }) { needles.append((name, bytes)) }
    }

    private func has(_ bytes: [UInt8], _ needle: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { hay in
            needle.withUnsafeBytes { needle in
                find(needle, in: hay)
            }
        }
    }

    /// The C library's search, a hundred times as fast as one over collections in a debug build.
    private func find(_ needle: UnsafeRawBufferPointer, in hay: UnsafeRawBufferPointer) -> Bool {
        guard let needle = needle.baseAddress.map({ (start: $0, count: needle.count) }),
            let first = hay.baseAddress
        else { return false }
        let byte = Int32(needle.start.load(as: UInt8.self))
        var place = first
        let end = first + hay.count
        while let found = memchr(place, byte, end - place),
            end - UnsafeRawPointer(found) >= needle.count
        {
            if memcmp(found, needle.start, needle.count) == 0 { return true }
            place = UnsafeRawPointer(found) + 1
        }
        return false
    }
}
