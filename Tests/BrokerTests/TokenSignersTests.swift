import LoginFlow
import Testing
import Tokens

@testable import Broker

@Suite("Which key signs") struct TokenSignersTests {
    private let old = SigningKey.newES256()
    private let new = SigningKey.newES256()

    /// The new key is made an hour after the old one.
    private var signers: TokenSigners {
        TokenSigners([
            TokenSigners.Entry(key: new, madeAt: later(3_600)),
            TokenSigners.Entry(key: old, madeAt: decided),
        ])
    }

    /// `/jwks` may be kept by others for a while; a key they cannot know must not sign.
    @Test(arguments: [(0, 0, false), (599, 999, false), (600, 0, true), (601, 0, true)])
    func aNewKeyIsShownBeforeItSigns(seconds: Int64, milliseconds: Int64, signs: Bool) {
        let kid = signers.key(.es256, at: later(3_600 + seconds, milliseconds))?.kid
        #expect(kid == (signs ? new : old).kid)
        #expect(signers.publicKeys.keys.map(\.kid).sorted() == [old.kid, new.kid].sorted())
    }

    @Test func whereNoneWasShownLongEnoughTheOldestSigns() {
        #expect(signers.key(.es256, at: decided)?.kid == old.kid)
        #expect(signers.key(.es256, at: later(-100_000))?.kid == old.kid, "a clock set back")
        let only = TokenSigners([TokenSigners.Entry(key: new, madeAt: decided)])
        #expect(only.key(.es256, at: decided)?.kid == new.kid)
    }

    @Test func eachAlgorithmHasKeysOfItsOwn() throws {
        let rsa = try SigningKey.newRS256()
        let signers = TokenSigners([
            TokenSigners.Entry(key: rsa, madeAt: decided),
            TokenSigners.Entry(key: old, madeAt: decided),
        ])
        #expect(signers.key(.rs256, at: later(9_999))?.kid == rsa.kid)
        #expect(signers.key(.es256, at: later(9_999))?.kid == old.kid)
        #expect(signers.key(.edDSA, at: later(9_999)) == nil)
        #expect(TokenSigners([]).key(.es256, at: decided) == nil)
        #expect(signers.algorithms == [.es256, .rs256])
    }

    @Test func aChangedKeyFileIsTakenUp() {
        let signers = TokenSigners([TokenSigners.Entry(key: old, madeAt: decided)])
        signers.replace([TokenSigners.Entry(key: new, madeAt: later(1))])
        #expect(signers.key(.es256, at: later(9_999))?.kid == new.kid)
        #expect(signers.publicKeys[old.kid] == nil)
    }

    /// The kind that was renewed longest ago says when the next renewal is due.
    @Test func everyKindIsRenewedInItsTime() throws {
        #expect(signers.renewedAt == later(3_600))
        let rsa = TokenSigners.Entry(key: try .newRS256(), madeAt: later(60))
        let signers = TokenSigners([
            rsa, TokenSigners.Entry(key: old, madeAt: decided),
            TokenSigners.Entry(key: new, madeAt: later(3_600)),
        ])
        #expect(signers.renewedAt == later(60))
        #expect(TokenSigners([]).renewedAt == nil)
    }
}
