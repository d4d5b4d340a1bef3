import ArgumentParser

/// Where the figures go, and when they are bad enough.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("All figures, for programs.", valueName: "file")) var json: String?
    @Option(help: ArgumentHelp("Latencies as an HdrHistogram log.", valueName: "file"))
    var hdr: String?
    @Option(help: ArgumentHelp("A page with curves and tables.", valueName: "file"))
    var html: String?
    @Option(help: ArgumentHelp("A limit; exit status 3 when met. Repeatable.", valueName: "limit"))
    var failIf: [Limit] = []
    @Flag(help: "No line of progress.") var quiet = false

    /// - Throws: `.file`.
    func write(_ report: LoadReport) throws(LoadFailure) {
        try JSONFile.write(report, to: json)
        if let hdr {
            try TextFile.write(HistogramLog.text(of: report), to: hdr)
        }
        if let html { try TextFile.write(HTMLReport(report: report).text, to: html) }
    }
}
