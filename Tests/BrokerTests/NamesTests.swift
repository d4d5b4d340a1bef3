import Base64URL
import LoginFlow
import SessionStore
import StrictJSON
import Testing
import Tokens

@testable import Broker

@Suite("How names are drawn") struct NamesTests {
    /// And differ behind it.
    @Test func theyBeginWithTheirSecond() async throws {
        let fixture = try LoginFixture()
        let second = withUnsafeBytes(of: UInt32(decided.seconds).bigEndian) { Array($0) }
        var names: [[UInt8]] = []
        for _ in 1...2 {
            let login = try await fixture.start()
            try await fixture.approve(login)
            let token = try await fixture.redeem(login).accessToken
            let jti = try CompactJWS(parsing: token).unverifiedPayload["jti"]?.string
            let grant = try #require(jti.flatMap { Base64URL.decode($0) }?.prefix(16))
            names += [login.view.id.bytes, Array(grant)]
        }
        #expect(names.allSatisfy { $0.starts(with: second) })
        #expect(Set(names.map { Array($0.dropFirst(4)) }).count == 4)
    }
}
