import ArgumentParser
import Audit
import BrokerServer
import Foundation
import Secrets
import StrictJSON

extension AuditCommand {
    /// `qrbroker audit export`
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print one login's evidence as JSON, for `qrbroker audit verify`.",
            discussion: """
                The file holds what the person's phone signed, in the clear, and nothing about \
                anybody else. A running broker is not disturbed.
                """)

        @OptionGroup var options: ConfigurationOptions
        @Option(
            name: .long, parsing: .unconditional,
            help: "The login session, as its page and the log name it.")
        var session: String

        func run() async throws {
            try await options.with(AuditDesk.self) { desk in
                do {
                    print(try await desk.evidence(of: session).serializedText())
                } catch let failure as LoginEvidence.Failure {
                    throw Failure(explain(failure))
                }
            }
        }

        private func explain(_ failure: LoginEvidence.Failure) -> String {
            switch failure {
            case .unknown: "the audit trail has no login \(session)"
            case .broken(let row):
                "row \(row) of the audit trail was edited; see `qrbroker audit verify`"
            case .unsigned: "the audit trail is shorter than what was signed"
            }
        }
    }

    /// `qrbroker audit keys`
    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the public keys that the audit trail is signed with, of all times.")

        @Option(name: .long, help: "The key file.") var keyFile: String

        func run() async throws {
            do {
                print(try AuditKeyFile.publicKeys(path: keyFile).serializedText())
            } catch let failure as KeyFile.Failure {
                throw Failure(StartFailure.explain(failure))
            }
        }
    }

    /// `qrbroker audit rotate-key`
    struct RotateKey: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign the audit trail with a new key from now on; of the former one only the "
                + "public half stays.")

        @Option(name: .long, help: "The key file.") var keyFile: String

        func run() async throws {
            do {
                try AuditKeyFile.rotate(path: keyFile)
            } catch let failure as KeyFile.Failure {
                throw Failure("no key was made: \(StartFailure.explain(failure))")
            }
        }
    }
}
