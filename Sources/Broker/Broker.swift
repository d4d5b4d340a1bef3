package import FaceCheck
package import LoginFlow
import NIOConcurrencyHelpers
package import Places
package import Secrets
package import SessionStore
import Tokens
package import WaitingRoom

/// The use cases: what pages, phones and portals can do, without a word about HTTP.
///
/// Pages start, watch, draw and cancel; phones scan, confirm or deny, and pass a face check;
/// portals redeem. Each use case is a file of this module.
package final class Broker: Sendable {
    package let settings: BrokerSettings
    package let keys: KeyRing
    package let clock: BrokerClock
    package let signers: TokenSigners
    package let parties: PartyDirectory
    let wallets: WalletDirectory
    let store: SessionStore
    let room: WaitingRoom
    let faceProviders: [FaceProviderKind: any FaceProvider]
    let limits: Limits
    /// Where an address is; `nil` where nobody knows.
    let places: @Sendable (_ address: String) -> Place?
    let pace = PollPace()
    /// The last erasure that memory knows of.
    let erasures = NIOLockedValueBox<Int64>(0)
    let takenUp = NIOLockedValueBox(TakenUp())
    let random: @Sendable (_ byteCount: Int) -> [UInt8]

    package init(
        settings: BrokerSettings, keys: KeyRing, signers: TokenSigners, clock: BrokerClock,
        store: SessionStore, room: WaitingRoom,
        faceProviders: [FaceProviderKind: any FaceProvider],
        places: @escaping @Sendable (_ address: String) -> Place? = { _ in nil },
        random: @escaping @Sendable (_ byteCount: Int) -> [UInt8]
    ) {
        self.settings = settings
        self.keys = keys
        self.signers = signers
        parties = PartyDirectory(configured: settings.relyingParties, store.board)
        wallets = WalletDirectory(settings, store.board)
        self.clock = clock
        self.store = store
        self.room = room
        self.faceProviders = faceProviders
        limits = Limits(settings.limits, settings.risk)
        self.places = places
        self.random = random
    }
}

extension BrokerRefusal {
    /// What a failing store means for the caller.
    init(_ failure: StoreFailure) {
        self =
            switch failure {
            case .overloaded: .overloaded
            case .unavailable(let reason): .unavailable(reason)
            case .collision: .unavailable("a secret exists twice")
            case .crowded: .crowded
            case .switchedOff: .switchedOff
            }
    }
}

extension Broker {
    /// Asks the store, in this module's words for failure.
    func stored<Value>(
        _ body: () async throws(StoreFailure) -> Value
    ) async throws(BrokerRefusal) -> Value {
        do throws(StoreFailure) {
            return try await body()
        } catch {
            throw BrokerRefusal(error)
        }
    }
}
