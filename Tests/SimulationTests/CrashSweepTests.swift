import Broker
import LoginFlow
import Testing

/// One login, again and again, with the process dying at the first write of it, at the second, and so
/// on to the last: whoever heard nothing asks again, and in the end the portal has its tokens.
@Suite(.timeLimit(.minutes(10))) struct CrashSweepTests {
    @Test func aLoginSurvivesItsProcessDyingAtAnyWrite() async throws {
        let writes = try await sweep { .kill(write: $0, torn: $0 * 977 % 4_200) }
        // Five commits, each of several pages with a header in front of each.
        #expect(writes > 50)
    }

    @Test func aLoginSurvivesAPowerCutAtAnyWrite() async throws {
        let writes = try await sweep {
            .powerCut(write: $0, survivors: 0x9E37_79B9_7F4A_7C15 &* UInt64($0))
        }
        #expect(writes > 50)
    }

    @Test func aLoginSurvivesItsProcessDyingAfterAnyFlush() async throws {
        let flushes = try await sweep { .killAfter(flush: $0) }
        #expect(flushes >= 5)
    }

    /// - Returns: at how many places the process died.
    private func sweep(_ fault: (Int) -> DiskFault) async throws -> Int {
        for place in 1...500 {
            let world = try World(seed: UInt64(place))
            world.isCalm = true
            world.disk.arrange(fault(place))
            try await world.wholeLogin()
            #expect(world.wrongs == [], "at \(place): \(world.trace.lines.joined(separator: "\n"))")
            if world.incarnation == 0 { return place - 1 }
        }
        return 500
    }
}

extension World {
    /// A login at a portal that asks for everything; every request is sent until it is answered.
    fileprivate func wholeLogin() async throws {
        try check()
        guard let login = try await begun() else { return wrongs.append("nothing has begun") }
        let scanned = try await persist { self.scanCall(login, 2, .typed) }
        guard case .success(.scanned(let answer)) = scanned
        else { return wrongs.append("not scanned: \(scanned)") }
        login.challenges[2] = answer.challenge
        guard case .success(.view(let view)) = try await persist({ self.readCall(login) })
        else { return wrongs.append("not seen") }
        learn(login, view)
        let confirmed = try await persist { self.confirmCall(login, 2) }
        guard case .success(.decision(let decision)) = confirmed
        else { return wrongs.append("not confirmed: \(confirmed)") }
        learn(login, 2, decision)
        _ = try await persist { self.passCall(login) }
        guard case .success(.view(let approved)) = try await persist({ self.readCall(login) })
        else { return wrongs.append("not seen") }
        learn(login, approved)
        let lives = incarnation
        let redeemed = try await persist { self.redeemCall(login) }
        // A code whose tokens were lost on their way is used up: nobody knows who has them.
        switch redeemed {
        case .success(.tokens): return
        case .failure(.oauth(.invalidGrant)) where incarnation > lives: return
        case .success, .failure: wrongs.append("not redeemed: \(redeemed)")
        }
    }

    private func begun() async throws -> Login? {
        var (asked, verifier) = request("strict")
        asked.scope = "openid profile"
        let final = asked
        let requester = requester
        let outcome = try await persist {
            Call(kind: .start, subject: "strict") { (broker) async throws(BrokerRefusal) in
                .started(try await broker.start(final, requester: requester))
            }
        }
        begin(outcome, "strict", verifier, ["profile"])
        return logins.last
    }

    /// A pass that the wallet vouches for.
    private func passCall(_ login: Login) -> Call {
        faceCall(login, 2, .pass)
    }

    /// Sends it until an answer comes, with checks after each try.
    private func persist(_ call: () -> Call) async throws -> Outcome {
        while true {
            let fault = disk.arrangement
            clock.beginStep()
            disk.arrange(fault)
            let outcome = try await perform(call())
            try check()
            if let outcome { return outcome }
        }
    }
}
