import BrokerHTTP
import Foundation
package import Logging
import LoginFlow
import StrictJSON

/// One line a log message on standard error, as JSON or as text.
package struct LineLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let format: ServerConfiguration.LogFormat

    package init(level: Logger.Level, format: ServerConfiguration.LogFormat) {
        logLevel = level
        self.format = format
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
            .filter { $0.key != "hb.request.id" }
        let line =
            switch format {
            case .json: json(event, all)
            case .text: text(event, all)
            }
        // One write a line: lines of several threads do not run into each other.
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    private func json(_ event: LogEvent, _ metadata: Logger.Metadata) -> String {
        var members: JSONObject = [
            "time": .string(Self.now), "level": .string(event.level.rawValue),
            "message": .string(event.message.description),
        ]
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            members.append(key, "\(value)")
        }
        return JSONValue.object(members).serializedText()
    }

    private func text(_ event: LogEvent, _ metadata: Logger.Metadata) -> String {
        let pairs = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
        return Self.singleLine(
            "\(Self.now) \(event.level.rawValue) \(event.message)\(pairs.joined())")
    }

    /// A value with a line break must not look like a line of its own.
    private static func singleLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }

    private static var now: String {
        Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).rfc3339
    }
}
