import Crypto
import Foundation
import LoginFlow
import Secrets
import SessionStore
import StrictJSON
import Testing
import Tokens
import WaitingRoom

@testable import Broker

@Suite("What one login really asks") struct EffectivePolicyTests {
    private let folder: TemporaryFolder
    private let broker: Broker

    init() throws {
        folder = try TemporaryFolder()
        broker = try .idle(in: folder)
    }

    private let asking = Policy().with { $0.asks = [.pin, .consent] }
    private let letting = Policy().with {
        $0.asks = [.consent]
        $0.stepUp = [.pin, .face]
    }

    @Test func aPlainLoginAsksWhatThePolicySays() {
        #expect(broker.effectivePolicy(asking, .sample) == asking)
        #expect(broker.effectivePolicy(letting, .sample) == letting)
    }

    @Test(arguments: [(0, false), (1, false), (2, false), (3, true)])
    func levelThreeAddsAFaceWhereThePolicyLetsIt(level: Int, addsFace: Bool) {
        let request = LoginRequest.sample.with { $0.level = level }
        #expect(
            broker.effectivePolicy(letting, request).asks
                == (addsFace ? [.consent, .face] : [.consent]))
        #expect(broker.effectivePolicy(asking, request).asks == [.pin, .consent])
    }

    @Test func aFaceIsNotAskedTwice() {
        let policy = letting.with { $0.asks = [.face, .consent] }
        let request = LoginRequest.sample.with { $0.level = 3 }
        #expect(broker.effectivePolicy(policy, request).asks == [.face, .consent])
    }

    @Test func whatIsSatisfiedIsNotAskedAgain() {
        let policy = asking.with { $0.asks.append(.face) }
        let request = LoginRequest.sample.with {
            $0.formerSignIn = .number(1, satisfied: ["consent", "pin"])
        }
        #expect(broker.effectivePolicy(policy, request).asks == [.face])
    }

    @Test func aProgramHasOneFixedCodeAndNoDigits() {
        for channel in [Channel.device, .backchannel] {
            let request = LoginRequest.sample.with { $0.channel = channel }
            let policy = broker.effectivePolicy(asking.with { $0.numberMatch = .always }, request)
            #expect(policy.rotation == 0)
            #expect(policy.numberMatch == .off)
            #expect(policy.userCode == (channel == .device), "nobody types what nobody shows")
        }
    }

    // MARK: With the phone that scans

    private func asks(
        _ policy: Policy, level: Int, former: [String]? = nil, by signer: Statement.Signer,
        held: Int = 0
    ) -> [Ask]? {
        let request = LoginRequest.sample.with {
            $0.level = level
            $0.formerSignIn = former.map { .number(1, methods: $0) }
        }
        let statement = Statement.of(signer)
        return broker.effectivePolicy(policy, request, scannedBy: statement, held: held)?.asks
    }

    private let device = Statement.Signer.device(
        UsedStatement.DeviceKey(person: Digest(1), kid: "key"), attests: [.pin, .face])

    @Test func aKeyOfTheWalletNeedsAPinForLevelTwo() {
        #expect(asks(letting, level: 1, by: .wallet) == [.consent])
        #expect(asks(letting, level: 2, by: .wallet) == [.consent, .pin])
        #expect(asks(letting, level: 2, by: device) == [.consent], "a device key is enough")
        #expect(asks(asking, level: 2, by: .wallet) == [.pin, .consent])
        #expect(asks(letting, level: 3, by: .wallet) == [.consent, .face])
    }

    @Test func aLevelThatCannotBeReachedIsSaidBefore() {
        let bare = Policy().with { $0.asks = [.consent] }
        #expect(asks(bare, level: 1, by: .wallet) == [.consent])
        #expect(asks(bare, level: 2, by: .wallet) == nil)
        #expect(asks(bare, level: 2, by: device) == [.consent])
        #expect(asks(bare, level: 3, by: device) == nil)
        #expect(asks(bare.with { $0.stepUp = [.pin] }, level: 3, by: device) == nil)
    }

    @Test func whatTheSignInHasDoneCounts() {
        let bare = Policy().with { $0.asks = [.consent] }
        #expect(asks(bare, level: 2, former: ["swk"], by: .wallet) == [.consent])
        #expect(asks(bare, level: 3, former: ["swk", "face"], by: .wallet) == [.consent])
        #expect(asks(bare, level: 3, former: ["swk", "pin"], by: .wallet) == nil)
        #expect(asks(bare, level: 2, former: [], by: .wallet) == nil)
    }

    // MARK: With the person who scans

    @Test func whatAPersonHoldsNeedNotBeReachedAgain() {
        for signer in [Statement.Signer.wallet, device] {
            #expect(asks(letting, level: 3, by: signer, held: 3) == [.consent])
            #expect(asks(letting, level: 3, by: signer, held: 4) == [.consent])
            #expect(asks(letting, level: 3, by: signer, held: 2) == [.consent, .face])
        }
        #expect(asks(letting, level: 2, by: .wallet, held: 1) == [.consent, .pin])
        #expect(asks(letting, level: 2, by: .wallet, held: 2) == [.consent])
    }

    /// A level takes nothing away that the service asks of everybody.
    @Test func whatIsHeldSavesNoAskOfThePolicy() {
        let policy = letting.with { $0.asks = [.pin, .consent, .face] }
        #expect(asks(policy, level: 3, by: device, held: 4) == [.pin, .consent, .face])
    }

    @Test func whatIsHeldMakesUpForWhatCannotBeReached() {
        let bare = Policy().with { $0.asks = [.consent] }
        #expect(asks(bare, level: 3, by: .wallet, held: 3) == [.consent])
        #expect(asks(bare, level: 3, by: .wallet, held: 2) == nil)
    }

    @Test(arguments: [(0, 0), (2, 0), (3, 0), (0, 2), (2, 3), (3, 2), (0, 3)])
    func theHigherOfWhatServiceAndPortalWantCounts(minimum: Int, level: Int) {
        let policy = letting.with { $0.minimumLevel = minimum }
        let wanted = max(minimum, level)
        let request = LoginRequest.sample.with { $0.level = level }
        #expect(broker.wantedLevel(policy, request) == wanted)
        #expect(asks(policy, level: level, by: device) == asks(letting, level: wanted, by: device))
        #expect(
            asks(policy, level: level, by: .wallet) == asks(letting, level: wanted, by: .wallet))
        #expect(
            broker.effectivePolicy(policy, request).asks
                == broker.effectivePolicy(letting, .sample.with { $0.level = wanted }).asks)
    }
}

extension FormerSignIn {
    static func number(
        _ byte: UInt8, methods: [String] = [], satisfied: [String] = []
    ) -> FormerSignIn {
        FormerSignIn(
            id: SignInID(bytes: [UInt8](repeating: byte, count: 16))!, methods: methods,
            satisfied: satisfied)
    }
}

extension Statement {
    static func of(_ signer: Signer) -> Statement {
        Statement(
            text: "a.b.c", key: SigningKey.newES256().publicKey,
            wallet: Wallet(
                id: "one", name: LocalizedText("One"), keys: KeySet(), signsDecisions: true,
                attests: [.pin, .face], deepLink: nil),
            sub: "zhang-wei", deviceID: "phone", act: "scan", claims: [:], signer: signer,
            person: Digest(1), device: Digest(2),
            used: UsedStatement(digest: Digest(3), forgetAt: decided, deviceKey: nil))
    }
}
