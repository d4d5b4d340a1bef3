import Foundation

/// An address of the network, read by the system.
struct PeerIP: Equatable {
    let bytes: [UInt8]

    init?(_ text: String) {
        // The system would read on to there, and no further.
        if text.utf8.contains(0) { return nil }
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            let all = withUnsafeBytes(of: six) { Array($0) }
            bytes = all.starts(with: Self.mapped) ? Array(all.suffix(4)) : all
        } else {
            return nil
        }
    }

    init(v6 bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    private static let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
    /// Also what the system writes in the form of IPv4 for no other reason than that it begins with zeros.
    var isMapped: Bool {
        bytes.starts(with: Self.mapped) || bytes.starts(with: [UInt8](repeating: 0, count: 12))
    }
    var isTrusted: Bool { bytes == [127, 0, 0, 1] || (bytes.count == 4 && bytes[0] == 10) }

    var text: String {
        var buffer = [CChar](repeating: 0, count: 64)
        _ = bytes.withUnsafeBytes { inet_ntop(AF_INET6, $0.baseAddress, &buffer, 64) }
        return String(
            decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
