import ArgumentParser
import Broker
import StrictJSON

/// `qrbroker person`
struct Person: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What is kept about one person: print it, or erase it.",
        subcommands: [Export.self, Erase.self])

    /// `qrbroker person export`
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print everything that is kept about a person as JSON.")

        @OptionGroup var person: PersonOptions

        func run() async throws {
            try await person.withBroker { broker, name in
                print(try await broker.exportPerson(name).serializedText())
            }
        }
    }

    /// `qrbroker person erase`
    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erase everything that is kept about a person, and print what went as JSON.",
            discussion: """
                Their tokens stop working and their sign-ins end; portals are not told. The audit trail \
                keeps its rows, which say nothing about a person, and stays verifiable. A running \
                broker may go on; backups are yours to look after.
                """)

        @OptionGroup var person: PersonOptions

        func run() async throws {
            try await person.withBroker { broker, name in
                let erased = try await broker.erasePerson(name)
                let counts = erased.map {
                    JSONObject.Member(key: $0.table, value: .integer(Int64($0.count)))
                }
                let line: JSONValue = ["erased": .object(JSONObject(counts))]
                print(line.serializedText())
            }
        }
    }
}
