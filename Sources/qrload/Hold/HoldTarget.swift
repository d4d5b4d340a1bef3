import NIOCore

/// One poll to be held, and what wakes it; both as bytes.
struct HoldTarget {
    var poll: ByteBuffer
    var wake: ByteBuffer
}

/// An address with a number in it.
struct NumberedURL: Equatable {
    /// Of number 0.
    let endpoint: Endpoint
    private let pieces: [String]

    /// - Parameter text: a URL with `{n}` where the number stands, behind the host.
    init?(_ text: String) {
        guard let first = Endpoint(text.replacing("{n}", with: "0")),
            let path = text.dropFirst("http://".count).firstIndex(of: "/")
        else { return nil }
        let target = text[path...]
        pieces = target.split(separator: "{n}", omittingEmptySubsequences: false).map(String.init)
        guard pieces.count > 1, !text[..<path].contains("{") else { return nil }
        endpoint = first
    }

    func target(_ number: Int) -> String { pieces.joined(separator: String(number)) }
}
