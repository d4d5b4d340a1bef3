import ArgumentParser
import BrokerServer
import SessionStore

/// What an operator means to switch.
struct SwitchOptions: ParsableArguments {
    @OptionGroup var options: ConfigurationOptions
    @Option(name: .long, parsing: .unconditional, help: "The client_id of a portal.")
    var portal: String?
    @Option(name: .long, parsing: .unconditional, help: "The id of a wallet.")
    var wallet: String?
    @Option(
        name: .long, parsing: .unconditional,
        help: "With --wallet: one key of its own, as the wallet's key set names it.")
    var kid: String?

    func validate() throws {
        if (portal == nil) == (wallet == nil) {
            throw ValidationError("name one: --portal, or --wallet with or without --kid")
        }
        if kid != nil && wallet == nil { throw ValidationError("--kid goes with --wallet") }
    }

    /// What was named; `nil` is no case that ``validate()`` lets through.
    var what: Switchable? {
        if let portal { return .portal(portal) }
        guard let wallet else { return nil }
        return kid.map { .walletKey(wallet: wallet, kid: $0) } ?? .wallet(wallet)
    }

    func withDesk(_ body: (SwitchDesk, Switchable) async throws -> Void) async throws {
        guard let what else { throw ValidationError("nothing is named") }
        try await options.with(SwitchDesk.self) { desk in
            do {
                try await body(desk, what)
            } catch let unknown as SwitchDesk.Unknown {
                throw Failure(unknown.explanation)
            }
        }
    }
}

extension SwitchDesk.Unknown {
    fileprivate var explanation: String {
        switch self {
        case .portal(let known):
            "there is no such portal, configured or registered; there are: \(list(known))"
        case .wallet(let known):
            "the configuration has no such wallet; it has: \(list(known))"
        case .key(let known): "this wallet has no such key; it has: \(list(known))"
        }
    }

    private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
