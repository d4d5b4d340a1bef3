import Foundation
import GRDB
import LoginFlow
import Testing

@testable import SessionStore

/// What an operator switches off, most often beside a running broker: `command` is its process.
@Suite struct SwitchTests {
    let fixture: StoreFixture
    let store: SessionStore
    let command: SessionStore

    static let all: [Switchable] = [
        .portal("portal"), .wallet("one"), .walletKey(wallet: "one", kid: "k"),
    ]

    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.open()
        command = try fixture.open()
    }

    private func state(_ number: Int) async throws -> LoginState? {
        try await store.read(SessionID(number: number))?.session.state
    }

    @Test(arguments: all) func itIsOffUntilItIsOnAgainAndSaysSoOnce(what: Switchable) async throws {
        #expect(try await store.switchOff(what, reason: "stolen"))
        #expect(store.switches.isOff(what))
        #expect(Self.all.filter(store.switches.isOff) == [what], "nothing else")
        fixture.setClock(1_000)
        #expect(try await !store.switchOff(what, reason: "again"))
        let entry = SwitchedOff(what: what, since: created, reason: "stolen")
        #expect(store.switches.list == [entry], "the first words stay")
        #expect(try fixture.open().switches.list == [entry], "from its opening on")
        #expect(try await store.switchOn(what))
        #expect(store.switches.isEmpty)
        #expect(try await !store.switchOn(what))
        #expect(try fixture.open().switches.isEmpty)
    }

    @Test func namesAreNotMixedUp() async throws {
        for what in [Switchable.wallet("a"), .walletKey(wallet: "b", kid: "a")] {
            _ = try await store.switchOff(what, reason: nil)
        }
        for other in [
            Switchable.portal("a"), .wallet("b"), .walletKey(wallet: "a", kid: "a"),
            .walletKey(wallet: "b", kid: "b"),
        ] {
            #expect(!store.switches.isOff(other), "\(other)")
        }
    }

    @Test func anotherProcessIsHeardByALookAndByTheNextWrite() async throws {
        try await store.create(1)
        _ = try await command.switchOff(.wallet("one"), reason: nil)
        #expect(store.switches.isEmpty, "it does not know yet")
        #expect(try await store.refreshSwitches().isOff(.wallet("one")))
        #expect(store.switches.isOff(.wallet("one")))
        _ = try await command.switchOn(.wallet("one"))
        try await store.probe()
        #expect(store.switches.isEmpty)
    }

    /// A read that was under way must not bring back what was switched since.
    @Test func anOlderViewIsNotTaken() async throws {
        _ = try await store.switchOff(.wallet("one"), reason: nil)
        let older = store.switches
        _ = try await store.switchOff(.wallet("two"), reason: nil)
        store.board.take(older)
        #expect(store.switches.isOff(.wallet("two")))
    }

    @Test func aSwitchingThatWasNotCommittedIsNotKnown() async throws {
        struct Broken: Error {}
        _ = try? await store.writer.commit { database, context in
            let entry = SwitchedOff(what: .wallet("one"), since: created, reason: nil)
            _ = try SwitchRow.insert(entry, database)
            context.switches = try SwitchRow.all(database)
            throw Broken()
        }
        try await store.probe()
        #expect(store.switches.isEmpty)
    }

    // MARK: Login sessions

    /// The very next write honours it, though nobody has looked.
    @Test(arguments: [Switchable.portal("portal"), .wallet("one")])
    func noDecisionPassesAfterTheSwitching(what: Switchable) async throws {
        try await store.create(1)
        #expect(try await store.scan(1) == nil)
        _ = try await command.switchOff(what, reason: nil)
        #expect(store.switches.isEmpty)
        #expect(try await store.confirm(1) == .sessionOver)
        #expect(try await state(1) == .expired(.switchedOff))
    }

    @Test(arguments: [Switchable.portal("portal"), .wallet("one")])
    func noCodeIsRedeemedAfterTheSwitching(what: Switchable) async throws {
        try await store.create(1)
        #expect(try await store.scan(1) == nil)
        #expect(try await store.confirm(1) == nil)
        _ = try await command.switchOff(what, reason: nil)
        #expect(try await store.redeem(1) == .sessionOver)
        #expect(try await state(1) == .expired(.switchedOff))
    }

    @Test func nothingIsOpenedAtAPortalThatIsOff() async throws {
        _ = try await command.switchOff(.portal("portal"), reason: nil)
        await #expect(throws: StoreFailure.switchedOff) { try await store.create(1) }
        #expect(try await state(1) == nil)
        _ = try await command.switchOn(.portal("portal"))
        try await store.create(1)
    }

    @Test func whatWaitsHearsOfItAtOnceAndOthersGoOn() async throws {
        for number in 1...4 { try await store.create(number) }
        #expect(try await store.scan(2) == nil)
        #expect(try await store.scan(3, by: .otherPhone) == nil)
        #expect(try await store.scan(4) == nil)
        let refusal = try await store.apply(4) { session, now throws(Refusal) in
            try session.cancel(at: now)
        }
        #expect(refusal == nil)
        _ = try await command.switchOff(.wallet("one"), reason: nil)
        _ = try await store.refreshSwitches()
        try await store.endSwitchedOff()
        let told = fixture.published.last?.map { [$0.id] }
        #expect(told == [[SessionID(number: 2)]])
        #expect(try await state(2) == .expired(.switchedOff))
        #expect(try await state(1)?.status == .waiting, "another wallet may scan it")
        #expect(try await state(3)?.status == .scanned)
        #expect(try await state(4) == .cancelled, "an ending stays")
    }

    @Test func aCodeThatNoWalletCanScanEnds() async throws {
        try await store.create(1)
        for wallet in ["one", "two"] { _ = try await store.switchOff(.wallet(wallet), reason: nil) }
        try await store.endSwitchedOff()
        #expect(try await state(1) == .expired(.switchedOff))
    }

    @Test func theTrailSaysWhyAndHolds() async throws {
        try await store.create(1)
        _ = try await store.switchOff(.portal("portal"), reason: nil)
        try await store.endSwitchedOff()
        let rows = try AuditReader.rows(fixture)
        #expect(rows.last?["cause"] == "switch_off")
        #expect(rows.last?["reason"] == "switched_off")
        #expect(AuditReader.firstBreak(rows) == nil)
    }

    /// What it has signed stays good, so there is nothing to look for.
    @Test(arguments: all) func onlyForPortalsAndWalletsWhatLivesIsRead(
        what: Switchable
    ) async throws {
        _ = try await store.switchOff(what, reason: nil)
        try store.close()
        if case .walletKey = what { return try await store.endSwitchedOff() }
        await #expect(throws: StoreFailure.self) { try await store.endSwitchedOff() }
    }

    /// More than are written in one step.
    @Test func allOfManyEnd() async throws {
        let count = SessionStore.upkeepStep + 1
        for number in 1...count { try await store.create(number) }
        _ = try await store.switchOff(.portal("portal"), reason: nil)
        try await store.endSwitchedOff()
        let live = try await store.liveCount()
        #expect(live == 0)
    }

    // MARK: Statements

    @Test(arguments: [Switchable.wallet("one"), .walletKey(wallet: "one", kid: "k")])
    func noStatementCountsAfterTheSwitching(what: Switchable) async throws {
        func statement(_ number: Int, kid: String) -> UsedStatement {
            UsedStatement(
                digest: Digest(number: number, kind: 50), forgetAt: after(60_000), deviceKey: nil,
                signers: [.wallet("one"), .walletKey(wallet: "one", kid: kid)])
        }
        guard case .done = try await store.useUp(statement(1, kid: "k")) else {
            Issue.record("refused before")
            return
        }
        _ = try await command.switchOff(what, reason: nil)
        guard case .switchedOff = try await store.useUp(statement(2, kid: "k")) else {
            Issue.record("counted")
            return
        }
        if what == .wallet("one") { return }
        guard case .done = try await store.useUp(statement(3, kid: "other")) else {
            Issue.record("another key of the wallet is refused")
            return
        }
    }

    @Test func theSchemaTakesNoHalfAName() throws {
        for row in ["('key', 'one', '')", "('wallet', 'one', 'k')", "('other', 'one', '')"] {
            #expect(throws: DatabaseError.self) {
                try fixture.elsewhere {
                    try $0.execute(
                        sql: "INSERT INTO switched_off (kind, name, kid, since) VALUES "
                            + row.dropLast() + ", 1)")
                }
            }
        }
    }
}
