import ArgumentParser
import CQREncode
import QRSymbol
import StrictJSON

/// `qrbench qr`: a frame as the product draws it, against the bare library call, in turns.
struct Symbols: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qr", abstract: "Compare drawing a frame with the bare library.")

    @Option(name: .long, help: "How often all take their turn.") var rounds = 20
    @Option(name: .long, help: "Codes in each turn.") var times = 500

    struct LibraryFailed: Error {}

    func validate() throws {
        guard rounds > 0, times > 0 else {
            throw ValidationError("--rounds and --times must be at least 1")
        }
    }

    func run() throws {
        // In this order: the library alone; our symbol drawn; a whole frame, its MAC included.
        var microseconds: [[Double]] = [[], [], []]
        let frames = (0..<10).map(Sample.payload)
        for _ in 0..<rounds {
            microseconds[0].append(try timed { try Self.bare(frames[$0 % 10]) })
            microseconds[1].append(try timed { try QRSymbol(text: frames[$0 % 10]).svg().count })
            microseconds[2].append(
                try timed { try QRSymbol(text: Sample.payload(step: $0 % 10)).svg().count })
        }
        let lists = microseconds.map { JSONValue.array($0.map(JSONValue.double)) }
        QRBench.tell([
            "times": .integer(Int64(times)), "bytes": .integer(Int64(frames[0].utf8.count)),
            "bare_us": lists[0], "svg_us": lists[1], "frame_us": lists[2],
        ])
    }

    /// - Returns: microseconds a code.
    private func timed(_ draw: (Int) throws -> Int) rethrows -> Double {
        let clock = ContinuousClock()
        let began = clock.now
        var sum = 0
        for number in 0..<times { sum &+= try draw(number) }
        let passed = clock.now - began
        precondition(sum > 0, "what was drawn has a size")
        return passed / .microseconds(1) / Double(times)
    }

    private static func bare(_ text: String) throws -> Int {
        let symbol = text.withCString { QRcode_encodeString8bit($0, 0, QR_ECLEVEL_L) }
        guard let symbol else { throw LibraryFailed() }
        defer { QRcode_free(symbol) }
        return Int(symbol.pointee.width)
    }
}
