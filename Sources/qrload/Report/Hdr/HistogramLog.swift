import Foundation

/// The latencies of a run as an HdrHistogram log, which the tools around it plot, merge and compare
/// (HdrHistogram log format 1.3: one line for each step, tagged with its name; microseconds).
enum HistogramLog {
    static func text(of report: LoginsReport) -> String {
        let start = Figure.decimal(report.startedAtSeconds, digits: 3)
        let head = """
            #[qrload: \(report.settings.arrivals), values in microseconds]
            #[Histogram log format version 1.3]
            #[StartTime: \(start) (seconds since epoch)]
            "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"

            """
        let length = Figure.decimal(report.seconds, digits: 3)
        return head
            + report.latencies.map { step, latency in
                "Tag=\(step.rawValue),\(start),\(length),\(latency.maximum),"
                    + EncodedHistogram.base64(latency) + "\n"
            }.joined()
    }
}
