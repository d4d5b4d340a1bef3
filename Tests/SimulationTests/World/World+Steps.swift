import Broker
import LoginFlow
import SeededGenerator

/// One step after the other: whose turn it is, and what goes wrong meanwhile.
extension World {
    /// - Returns: the first thing that is wrong; `nil` when all went as promised.
    func run(steps: Int) async throws -> String? {
        try check()
        try await enrol(0)
        try await enrol(3)
        for _ in 0..<steps {
            try await one { try await self.step() }
            if let wrong = wrongs.first { return wrong }
        }
        try await one { try await self.lastLogin() }
        return wrongs.first
    }

    /// One step with its faults before it and its checks after it.
    private func one(_ body: () async throws -> Void) async throws {
        clock.beginStep()
        disk.arrange(fault())
        try await body()
        if let fault = disk.cameAbout { probes.hit("fault \(fault.name)") }
        disk.arrange(nil)
        try await settle()
        try check()
    }

    private func fault() -> DiskFault? {
        if dice.oneIn(25) {
            probes.hit("late in a write")
            clock.driftInWrite(read: dice.roll(1..<3), by: dice.roll64(1...60_000))
        }
        switch dice.roll(0..<60) {
        case 0, 1, 2, 3: return .kill(write: dice.roll(1..<24), torn: dice.roll(0..<4_096))
        case 4, 5: return .powerCut(write: dice.roll(1..<24), survivors: dice.bits())
        case 8, 9: return .killAfter(flush: dice.roll(1..<4))
        case 6: return .full(write: dice.roll(1..<12), count: dice.roll(1..<4))
        case 7: return .brokenFlush(count: 1)
        default: return nil
        }
    }

    private enum Turn { case begin, drive, stray, time, upkeep, meet, theft, replay, crash }

    private func step() async throws {
        let turns: KeyValuePairs<Turn, Int> = [
            .begin: 8, .drive: 36, .stray: 20, .time: 12, .upkeep: 8, .meet: 6, .theft: 3,
            .replay: 4, .crash: 1,
        ]
        let turn = dice.pick(turns)
        let isNewest = turn == .drive && dice.oneIn(2)
        let login = isNewest ? logins.last : logins.suffix(4).randomElement(with: &dice)
        switch (turn, login) {
        case (.begin, _), (_, nil): try await begin()
        case (.drive, let login?): try await drive(login)
        case (.stray, let login?): try await stray(login)
        case (.time, _): try await passTime()
        case (.upkeep, _): try await upkeep()
        case (.meet, let login?): try await meet(login)
        case (.theft, let login?): try await steal(login)
        case (.replay, _): try await replay()
        case (.crash, _):
            probes.hit("crash idle")
            trace.note("\(time) crash")
            try await restart()
        }
    }

    private func upkeep() async throws {
        switch dice.roll(0..<8) {
        case 0, 1: try await expire()
        case 2: try await prune()
        case 3, 4: try await deliver()
        default: try await collectFaces()
        }
    }

    /// A statement that was heard before arrives once more.
    private func replay() async throws {
        guard !sent.isEmpty else { return }
        try await perform(dice.pick(sent.suffix(8)))
    }

    private func begin() async throws {
        switch dice.roll(0..<12) {
        case 0: try await startDevice()
        case 1: try await startBackchannel(dice.pick(Phone.all))
        case 2:
            // More than one person can look through.
            let phone = dice.pick(Phone.all)
            for _ in 0..<4 { try await startBackchannel(phone) }
        case 3: try await start(dice.pick(Setting.clients), spoil: dice.pick(Self.spoilers))
        case 4 where !browsers.isEmpty: try await start("known")
        case 5 where !browsers.isEmpty:
            try await start("known") {
                ($0.prompt, $0.scope) = ([.none], "openid profile email offline_access")
            }
        default: try await start(dice.pick(["plain", "strict", "strict", "slow", "slow", "known"]))
        }
    }

    private static let spoilers: [@Sendable (inout StartRequest) -> Void] = [
        { $0.clientID = "nobody" }, { $0.origin = "https://evil.example" },
        { $0.redirectURI = "https://evil.example/cb" }, { $0.scope = "openid admin" },
        { $0.wallets = ["three"] }, { $0.scope = "profile" },
        { $0.acrValues = ["urn:qrbroker:acr:4"] },
    ]
}

extension Sequence {
    func randomElement(with dice: inout Dice) -> Element? {
        let all = Array(self)
        return all.isEmpty ? nil : dice.pick(all)
    }
}
