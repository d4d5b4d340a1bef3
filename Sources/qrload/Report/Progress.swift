import Foundation

/// The line that says how it goes, on standard error: rewritten each second on a terminal, a new
/// one every ten seconds elsewhere.
struct Progress {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    func show(_ sample: Sample, of recorder: Recorder) {
        let second = Int(sample.second.rounded())
        guard isTerminal || second % 10 == 0 else { return }
        let line = Self.line(sample, errors: recorder.errors.values.reduce(0, +))
        let text = isTerminal ? "\r\u{1B}[K\(line)" : line + "\n"
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// Clears the line, so that the table stands alone.
    func finish() {
        if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }

    static func line(_ sample: Sample, errors: Int) -> String {
        var parts = [
            "\(Int(sample.second.rounded())) s", "\(sample.started)/s begun",
            "\(sample.ended)/s ended", "\(sample.inFlight) under way",
        ]
        if sample.held > 0 { parts.append("\(sample.held) held") }
        parts.append(
            "answer p50 \(Figure.time(sample.answerP50Us)) p99 \(Figure.time(sample.answerP99Us))")
        if let cores = sample.serverCores {
            parts.append("server \(Figure.decimal(cores, digits: 2)) cores")
        }
        parts.append("errors \(errors)")
        return parts.joined(separator: " · ")
    }
}
