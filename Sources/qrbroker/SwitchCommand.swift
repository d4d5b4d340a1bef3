import ArgumentParser
import BrokerHTTP
import BrokerServer
import SessionStore
import StrictJSON

/// `qrbroker switch`
struct SwitchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "switch",
        abstract: "Switch a portal, a wallet or one of its keys off, and on again.",
        subcommands: [Off.self, On.self, List.self])

    /// `qrbroker switch off`
    struct Off: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let nothing begin and nothing be had through a portal, a wallet or a key.",
            discussion: """
                A running broker does so within a second, and one that is started later from the \
                beginning. Logins under way there end; what was given stays, of no use, until it is \
                switched on again.
                """)

        @OptionGroup var named: SwitchOptions
        @Option(name: .long, help: "Why, in a few words, for the log and the list.")
        var reason: String?

        func validate() throws {
            guard let reason else { return }
            // It becomes a line of the log.
            let isLine = reason.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            if reason.isEmpty || reason.utf8.count > SwitchDesk.reasonLimit || !isLine {
                throw ValidationError(
                    "--reason takes one line of 1 to \(SwitchDesk.reasonLimit) bytes")
            }
        }

        func run() async throws {
            try await named.withDesk { desk, what in
                let hasChanged = try await desk.switchOff(what, reason: reason)
                print(what.json(["switched": "off", "changed": .bool(hasChanged)]))
            }
        }
    }

    /// `qrbroker switch on`
    struct On: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let it work again, as it did before.")

        @OptionGroup var named: SwitchOptions

        func run() async throws {
            try await named.withDesk { desk, what in
                let hasChanged = try await desk.switchOn(what)
                print(what.json(["switched": "on", "changed": .bool(hasChanged)]))
            }
        }
    }

    /// `qrbroker switch list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print what is switched off, one JSON object a line.")

        @OptionGroup var options: ConfigurationOptions

        func run() async throws {
            try await options.with(SwitchDesk.self) { desk in
                for entry in try await desk.list() {
                    var more: JSONObject = ["since": .string(entry.since.rfc3339)]
                    more.append("reason", entry.reason)
                    print(entry.what.json(more))
                }
            }
        }
    }
}

extension Switchable {
    /// Its name as the options have it, and what there is to say of it, on one line.
    fileprivate func json(_ more: JSONObject) -> String {
        var members: JSONObject =
            switch self {
            case .portal(let id): ["portal": .string(id)]
            case .wallet(let id): ["wallet": .string(id)]
            case .walletKey(let wallet, let kid): ["wallet": .string(wallet), "kid": .string(kid)]
            }
        for member in more.members { members.append(member.key, member.value) }
        return JSONValue.object(members).serializedText()
    }
}
