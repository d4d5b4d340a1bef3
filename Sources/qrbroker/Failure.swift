import ArgumentParser
import BrokerServer
import Foundation
import Logging
import NIOCore
import Secrets
import SessionStore

/// What the operator reads when a command cannot do its work; exit status 1.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Why the broker does not start, in words that say what to do.
enum StartFailure {
    static func explain(_ error: any Error, _ configuration: ServerConfiguration) -> String {
        switch error {
        case StoreOpeningFailure.otherKeyFile:
            "the database \(configuration.database) was made with another key file than "
                + "\(configuration.keyFile); restore that one, or name the right one"
        case StoreOpeningFailure.newerSchema:
            "the database \(configuration.database) belongs to a newer version of qrbroker"
        case StoreOpeningFailure.unavailable(let reason):
            "the database \(configuration.database) cannot be opened: \(reason)"
        case let failure as KeyFile.Failure: explain(failure)
        case let error as IOError:
            "cannot listen at \(address(configuration.listen)) and "
                + "\(address(configuration.managementListen)): \(String(cString: strerror(error.errnoCode)))"
        default: "\(error)"
        }
    }

    static func explain(_ failure: KeyFile.Failure) -> String {
        switch failure {
        case .tooOpen(let path, let mode):
            "the key file \(path) has mode \(mode): others can read it; set it to 600"
        case .malformed(let path): "the key file \(path) is not a key file"
        case .unreadable(let path, let reason):
            "the key file \(path) cannot be read or written: \(reason)"
        }
    }

    private static func address(_ address: ListenAddress) -> String {
        "\(address.host):\(address.port)"
    }
}

/// The logger that the configuration asks for.
enum Log {
    static func logger(for configuration: ServerConfiguration) -> Logger {
        let handler = LineLogHandler(
            level: configuration.logLevel, format: configuration.logFormat)
        return Logger(label: "qrbroker", factory: { _ in handler })
    }
}
