import ArgumentParser
import Foundation

/// Where the figures go, and when they are bad enough.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("All figures; - for standard output.", valueName: "file"))
    var json: String?
    @Option(help: ArgumentHelp("Latencies as an HdrHistogram log.", valueName: "file"))
    var hdr: String?
    @Option(help: ArgumentHelp("A page with curves and tables.", valueName: "file"))
    var html: String?
    @Option(help: ArgumentHelp("A limit; exit status 3 when met. Repeatable.", valueName: "limit"))
    var failIf: [Limit] = []
    @Flag(help: "No line of progress.") var quiet = false

    /// Writes what was asked for; the table, unless standard output is for a program.
    ///
    /// - Throws: `.file`.
    func write(_ report: LoginsReport) throws(LoadFailure) {
        if json != OutputFile.standardOutput { print(report.text, terminator: "") }
        if let json { try OutputFile.write(ReportJSON.bytes(of: report), to: json) }
        if let hdr { try OutputFile.write(Data(HistogramLog.text(of: report).utf8), to: hdr) }
        if let html { try OutputFile.write(Data(HTMLReport(report: report).text.utf8), to: html) }
    }
}
