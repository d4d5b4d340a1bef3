import ArgumentParser
import Audit
import Foundation
import SessionStore
import StrictJSON
import Tokens

extension AuditCommand {
    /// `qrbroker audit verify FILE`
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a database's audit trail, or one login's evidence, offline.",
            discussion: """
                It needs the public keys and nothing else. Exit status: 0 all is right; 1 the files \
                cannot be read; 3 something is wrong, the first bad row is named; 4 nothing is wrong \
                but nothing was ever signed. Rows that are not signed yet are counted and no fault.
                """)

        @Argument(help: "The database file, or a file of `qrbroker audit export`.")
        var file: String
        @Option(name: .long, help: "The public keys, as `qrbroker audit keys` prints them.")
        var keys: String
        @Option(
            name: .long,
            help: "Checkpoints that were kept elsewhere, one a line; all must be in the database.")
        var kept: String?
        @Option(
            name: .long, help: "The wallet's own public keys (a key set), to compare with.")
        var walletKeys: String?
        @Flag(name: .long, help: "One line of JSON.") var json = false

        func run() async throws {
            let keys = try publicKeys()
            if try isDatabase() {
                try verifyTrail(keys)
            } else {
                try verifyEvidence(keys)
            }
        }

        private func verifyTrail(_ keys: AuditKeys) throws {
            let kept = try keptCheckpoints()
            let report: TrailReport
            do {
                report = try TrailFile.read(path: file) {
                    try TrailCheck.check($0, keys: keys, kept: kept)
                }
            } catch TrailFile.Failure.notOurs {
                throw Failure("\(file) has no audit trail")
            } catch TrailFile.Failure.unreadable(let reason) {
                throw Failure("\(file) cannot be read: \(reason)")
            }
            print(json ? report.json.serializedText() : AuditNews.text(report))
            switch report.verdict {
            case .right: return
            case .wrong: throw ExitCode(3)
            case .unsigned: throw ExitCode(4)
            }
        }

        private func verifyEvidence(_ keys: AuditKeys) throws {
            let document = try readJSON(file)
            do throws(EvidenceCheck.Fault) {
                let report = try EvidenceCheck(keys: keys, walletKeys: try walletKeySet())
                    .check(document)
                print(json ? AuditNews.json(report).serializedText() : AuditNews.text(report))
            } catch {
                print(json ? AuditNews.json(error).serializedText() : "wrong: \(error.text)")
                throw ExitCode(3)
            }
        }

        // MARK: Files

        private func isDatabase() throws -> Bool {
            guard let handle = FileHandle(forReadingAtPath: file),
                let start = try? handle.read(upToCount: 16)
            else { throw Failure("\(file) cannot be read") }
            return start.starts(with: Array("SQLite format 3".utf8))
        }

        private func publicKeys() throws -> AuditKeys {
            do {
                return try AuditKeys(json: readJSON(keys))
            } catch is KeyFailure {
                throw Failure("\(keys) holds no public keys")
            }
        }

        private func walletKeySet() throws(EvidenceCheck.Fault) -> KeySet? {
            guard let walletKeys else { return nil }
            guard let json = try? readJSON(walletKeys), let set = try? KeySet(jwks: json) else {
                throw EvidenceCheck.Fault(row: nil, text: "\(walletKeys) is no key set")
            }
            return set
        }

        private func keptCheckpoints() throws -> [String] {
            guard let kept else { return [] }
            guard let text = try? String(contentsOfFile: kept, encoding: .utf8)
            else { throw Failure("\(kept) cannot be read") }
            return text.split(whereSeparator: \.isWhitespace).map(String.init)
        }

        private func readJSON(_ path: String) throws -> JSONValue {
            guard let data = FileManager.default.contents(atPath: path)
            else { throw Failure("\(path) cannot be read") }
            do {
                return try JSONValue(parsing: Array(data))
            } catch {
                throw Failure("\(path) is not JSON")
            }
        }
    }
}
