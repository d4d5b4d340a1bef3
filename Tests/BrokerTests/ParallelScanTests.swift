import LoginFlow
import SessionStore
import StrictJSON
import Testing

@testable import Broker

/// What only shows where checking and writing fall apart.
@Suite("Phones that scan at once") struct ParallelScanTests {
    @Test func inv1_ofTwentyAtOnceOneClaims() async throws {
        let fixture = try LoginFixture()
        let login = try await fixture.start()
        // Signed before: signing takes longer than scanning, and would put them in a row.
        let statements = try (1...20).map {
            try fixture.statement(
                "scan", ["qr": .string(login.frame.payload)], sub: "person-\($0)")
        }
        let claims = await withTaskGroup(of: String.self) { group in
            for statement in statements {
                group.addTask {
                    do {
                        _ = try await fixture.broker.scan(
                            statement, address: LoginFixture.address)
                        return "claimed"
                    } catch { return "\(error)" }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(claims.count { $0 == "claimed" } == 1)
        #expect(claims.count { $0 == "alreadyScanned" } == 19, "\(claims)")
        #expect(try await fixture.record(login).session.version == 2)
    }
}
