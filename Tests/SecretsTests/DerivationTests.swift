import Crypto
import LoginFlow
import Testing

@testable import Secrets

/// The values written down here were computed with another language's HMAC and HKDF from the
/// words of the contract. A change of any would make every code and every portal's subject another.
@Suite struct DerivationTests {
    let ring = KeyRing.known

    @Test func everythingIsDerivedAsWrittenDown() {
        #expect(ring.scanToken(for: .known).exposedText == "YV4lfRXvRPba1JFAiXAxHA")
        #expect(
            ring.authorizationCode(for: .known).exposedText
                == "z6Rp6b6gXnMk6IiFuh86WcGHnQ_Vmem3f7jc3Tm-a9o")
        #expect(
            ring.signInToken(for: ring.authorizationCode(for: .known)).exposedText
                == "LngYuDngIGZ6z6XUfbx88_wlLavgdFbQYkLqWmRxLxE")
        let userCode = ring.userCode(for: .known)
        #expect(userCode.exposedText == "LFVL-GRQJ")
        #expect(ring.digest(of: userCode).text == "3et9pt1V2YJGsHuP550_tDb4Sx4uzADXD2xJdVNBvtA")
        #expect(
            ring.person(wallet: "one", sub: "zhang-wei").text
                == "OH45w8GmcTH8hFhkcnXzb-EMFXcc_zLqgncttaSQw8M")
        #expect(
            ring.device(wallet: "one", sub: "zhang-wei", device: "phone").text
                == "ahLIIqgSPqEBuPWBmF12sNSaraxnBaOL9TykD3X8AiQ")
        #expect(ring.checkValue.text == "x4wpFtJViHx_OEQ4d6zZ79MTdC1BirFrZHPZ4Tho5jM")
    }

    @Test func subjectsAreThoseOfTheContract() {
        #expect(
            ring.subject(wallet: "one", sub: "zhang-wei", sector: nil).text
                == "LXUrnzI3IegefY8y9o3ogE-omxkF1e-zNEjCumqNfDw")
        #expect(
            ring.subject(wallet: "one", sub: "zhang-wei", sector: "portal.example").text
                == "LYgfdVzG4y5EXzEA_IAiA8vDcdnaSJhai4b76_uFYFY")
    }

    @Test func subjectsDifferByWalletPersonAndSectorOnly() {
        let subjects = [
            ring.subject(wallet: "one", sub: "a", sector: nil),
            ring.subject(wallet: "two", sub: "a", sector: nil),
            ring.subject(wallet: "one", sub: "b", sector: nil),
            ring.subject(wallet: "one", sub: "a", sector: "x"),
            ring.subject(wallet: "one", sub: "a", sector: "y"),
            ring.subject(wallet: "onea", sub: "", sector: nil),
        ]
        #expect(Set(subjects).count == subjects.count)
        let otherKeys = KeyRing(
            derivation: SymmetricKey(size: .bits256), sealing: SymmetricKey(size: .bits256),
            subject: ring.subject)
        #expect(otherKeys.subject(wallet: "one", sub: "a", sector: nil) == subjects[0])
    }

    @Test func partsDoNotRunIntoEachOther() {
        #expect(ring.person(wallet: "ab", sub: "c") != ring.person(wallet: "a", sub: "bc"))
        #expect(
            ring.device(wallet: "a", sub: "b", device: "")
                != ring.device(wallet: "a", sub: "", device: "b"))
        #expect(ring.statement(issuer: "a", jti: "bc") != ring.statement(issuer: "ab", jti: "c"))
        #expect(ring.person(wallet: "a", sub: "b") != ring.statement(issuer: "a", jti: "b"))
    }

    @Test func aDatabaseIsTiedToEachOfItsKeys() {
        let (known, other) = (KeyRing.known, SymmetricKey(size: .bits256))
        let rings = [
            known,
            KeyRing(derivation: other, sealing: known.sealing, subject: known.subject),
            KeyRing(derivation: known.derivation, sealing: other, subject: known.subject),
            KeyRing(derivation: known.derivation, sealing: known.sealing, subject: other),
            KeyRing(
                derivation: known.derivation, sealing: known.subject, subject: known.sealing),
        ]
        #expect(Set(rings.map(\.checkValue)).count == rings.count)
    }

    /// Knowing one secret of a login session gives none of the others (INV-8).
    @Test func inv8_secretsOfOneLoginSessionHaveNothingInCommon() {
        let scan = ring.scanToken(for: .known)
        let code = ring.authorizationCode(for: .known)
        #expect(!PollToken.known.bytes.starts(with: scan.bytes))
        #expect(!code.bytes.starts(with: scan.bytes))
        #expect(ring.scanToken(for: PollToken(bytes: scan.bytes)).bytes != scan.bytes)
        #expect(
            KeyRing.new().scanToken(for: .known).bytes != scan.bytes, "nor the poll token alone")
    }

    /// The cookie is made of the code, and a portal, which sees the code, must not have the cookie.
    @Test func inv8_theCookieOfASignInIsNoneOfTheOtherSecrets() {
        let code = ring.authorizationCode(for: .known)
        let cookie = ring.signInToken(for: code)
        #expect(cookie.bytes.count == SecretSize.signInToken)
        let others = [
            code.bytes, PollToken.known.bytes,
            // The same key and bytes under the labels of other secrets.
            ring.authorizationCode(for: PollToken(bytes: code.bytes)).bytes,
            ring.derive("sign-in", from: PollToken.known.bytes, byteCount: 32),
            ring.derive("frame key", from: code.bytes, byteCount: 32),
            KeyRing.new().signInToken(for: code).bytes,
        ]
        for other in others { #expect(cookie.bytes != other) }
        #expect(!cookie.bytes.starts(with: ring.scanToken(for: .known).bytes))
    }

    @Test func tenThousandLoginSessionsShareNothing() {
        let polls = (0..<10_000).map(PollToken.number)
        #expect(Set(polls.map { ring.scanToken(for: $0).bytes }).count == polls.count)
        #expect(Set(polls.map { ring.authorizationCode(for: $0).bytes }).count == polls.count)
        let codes = polls.map { ring.userCode(for: $0).exposedText }
        #expect(Set(codes).count == polls.count, "20^8 codes: 1 in 500 that two of these are equal")
        var letters: [Character: Int] = [:]
        for letter in codes.joined() where letter != "-" { letters[letter, default: 0] += 1 }
        #expect(letters.count == 20)
        #expect(letters.values.allSatisfy { (3_600...4_400).contains($0) }, "\(letters)")
    }

    // MARK: What a claim draws

    @Test func theNumberComesFromTheClaim() {
        var drawn: [String: Int] = [:]
        for device in 0..<100 as Range<UInt8> {
            for wallet in 0..<100 {
                let key = "k\(wallet)"
                let claim = Claim(wallet: "one", device: Digest(device), deviceKey: key)
                drawn[ring.matchNumber(for: .one, claim: claim), default: 0] += 1
            }
        }
        #expect(drawn.count == 100)
        #expect(drawn.keys.allSatisfy { $0.utf8.count == 2 && Int($0) != nil })
        #expect(drawn.values.allSatisfy { (50...150).contains($0) })
    }

    @Test func aChallengeIsForOneLoginSessionAndOneClaim() {
        let claim = Claim(wallet: "one", device: Digest(1), deviceKey: "k")
        let others = [
            (SessionID.two, claim),
            (.one, Claim(wallet: "one", device: Digest(2), deviceKey: "k")),
            (.one, Claim(wallet: "one", device: Digest(1), deviceKey: "l")),
            (.one, Claim(wallet: "one", device: Digest(1), deviceKey: nil)),
        ]
        let right = ring.challenge(for: .one, claim: claim)
        for (id, other) in others { #expect(ring.challenge(for: id, claim: other) != right) }
        var asked = claim
        asked.asksNumber = true
        #expect(ring.challenge(for: .one, claim: asked) == right, "a repeated scan hears the same")
        #expect(KeyRing.new().challenge(for: .one, claim: claim) != right)
    }

    @Test func faceChecksHaveNamesAndChallengesOfTheirOwn() {
        let made = (1...5).flatMap { number in
            [SessionID.one, .two].flatMap { id in
                [
                    ring.faceCheckID(for: id, number: number),
                    ring.faceChallenge(for: id, number: number),
                ]
            }
        }
        #expect(Set(made).count == 20)
    }

    /// A film that was made for one check shows the wrong movements at the next.
    @Test func theMovementsOfAFaceCheckAreDrawnForItAlone() {
        let drawn = (1...5).flatMap { number in
            [SessionID.one, .two].map { ring.faceActions(for: $0, number: number) }
        }
        #expect(Set(drawn).count == 10)
        #expect(!drawn.contains(ring.faceChallenge(for: .one, number: 1)), "which the phone knows")
        #expect(!drawn.contains(ring.faceCheckID(for: .one, number: 1)))
        #expect(KeyRing.new().faceActions(for: .one, number: 1) != drawn[0])
        #expect(ring.faceActions(for: .one, number: 1) == drawn[0], "the same at every look")
    }

    @Test func aFaceProviderKnowsPeopleByAMarkOfItsOwn() {
        let ann = ring.person(wallet: "one", sub: "ann")
        let mark = ring.mark(ofFace: ann)
        #expect(ring.mark(ofFace: ann) == mark, "the same at every check")
        let others = [
            ring.mark(ofFace: ring.person(wallet: "one", sub: "bob")),
            ring.mark(ofFace: ring.person(wallet: "two", sub: "ann")), ring.mark(ofDevice: ann),
            KeyRing.new().mark(ofFace: ann), ann.text,
            ring.subject(wallet: "one", sub: "ann", sector: nil).text,
        ]
        #expect(!others.contains(mark))
    }

    @Test func theWayBackIsOneClaimsAlone() {
        let claim = Claim(wallet: "one", device: Digest(1), deviceKey: "k")
        let right = ring.returnToken(for: .one, claim: claim)
        let others = [
            ring.returnToken(for: .two, claim: claim),
            ring.returnToken(
                for: .one, claim: Claim(wallet: "one", device: Digest(2), deviceKey: "k")),
            ring.returnToken(
                for: .one, claim: Claim(wallet: "one", device: Digest(1), deviceKey: "l")),
            ring.returnToken(
                for: .one, claim: Claim(wallet: "one", device: Digest(1), deviceKey: nil)),
            KeyRing.new().returnToken(for: .one, claim: claim),
        ]
        for other in others { #expect(other != right) }
        #expect(
            right != ring.challenge(for: .one, claim: claim), "which the phone has before its yes")
        #expect(ring.returnToken(for: .one, claim: claim) == right)
    }
}
