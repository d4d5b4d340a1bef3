import Crypto
import Testing

@testable import AuditChain

@Suite struct AuditRowTests {
    static let row = AuditRow(
        sequence: 7, session: [UInt8](repeating: 3, count: 16), version: 2, at: 1_000,
        from: "waiting", to: "scanned", cause: "scan", reason: nil, client: "portal",
        wallet: "one", evidence: nil)

    /// To the letter as the first version wrote it.
    @Test func aRowWithoutEvidenceHasTheHashItAlwaysHad() {
        let text = "1:71:24:10007:waiting7:scanned4:scan0:6:portal3:one"
        #expect(Self.row.text == Self.row.session + Array(text.utf8))
        let expected = Array(SHA256.hash(data: ChainStart.hash + Self.row.text))
        #expect(Self.row.hash(after: ChainStart.hash) == expected)
    }

    @Test func everyColumnIsUnderTheHash() {
        let edits: [(inout AuditRow) -> Void] = [
            { $0.sequence = 8 }, { $0.session[0] = 4 }, { $0.version = 3 }, { $0.at = 1_001 },
            { $0.from = nil }, { $0.to = "confirmed" }, { $0.cause = "confirm" },
            { $0.reason = "x" }, { $0.client = "portal2" }, { $0.wallet = nil },
            { $0.evidence = [UInt8](repeating: 0, count: 32) },
            { ($0.cause, $0.client) = ("scanportal", "") },
            { ($0.cause, $0.client) = ("scan0:6", "portal") },
        ]
        var seen: Set = [Self.row.hash(after: ChainStart.hash)]
        for edit in edits {
            var edited = Self.row
            edit(&edited)
            #expect(seen.insert(edited.hash(after: ChainStart.hash)).inserted)
        }
        #expect(seen.insert(Self.row.hash(after: [UInt8](repeating: 1, count: 32))).inserted)
    }

    @Test func nothingAndAnEmptyTextAreToldApart() {
        #expect(!Self.row.hasEmptyText)
        let edits: [(inout AuditRow) -> Void] = [
            { $0.from = "" }, { $0.reason = "" }, { $0.wallet = "" }, { $0.evidence = [] },
        ]
        for edit in edits {
            var edited = Self.row
            edit(&edited)
            #expect(edited.hasEmptyText)
        }
    }

    @Test func aCommitmentIsToSaltKeyAndStatement() {
        func digest(_ salt: UInt8, _ key: String, _ statement: String) -> [UInt8] {
            Commitment.digest(
                salt: [UInt8](repeating: salt, count: Commitment.saltSize), thumbprint: key,
                statement: statement)
        }
        let all: Set = [
            digest(1, "key", "a.b.c"), digest(2, "key", "a.b.c"), digest(1, "kez", "a.b.c"),
            digest(1, "key", "a.b.d"), digest(1, "key\na", ".b.c"),
        ]
        #expect(all.count == 5)
        #expect(digest(1, "key", "a.b.c") == digest(1, "key", "a.b.c"))
    }
}
