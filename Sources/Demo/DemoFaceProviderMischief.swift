/// How the simulated provider misbehaves towards the broker, until it is told otherwise.
enum DemoFaceProviderMischief: String, Sendable, CaseIterable {
    /// It does not.
    case none
    /// Answers and calls are signed with another key.
    case wrongSignature = "wrong_signature"
    /// Every outcome names the reference of another order.
    case wrongReference = "wrong_reference"
    /// Each outcome is called back three times.
    case duplicateCallbacks = "duplicate_callbacks"
    /// Nothing is called back: the outcome is there for those who ask.
    case noCallback = "no_callback"
    /// The outcome comes when the order has run out.
    case late
    /// Every answer is an error.
    case http500 = "http_500"
    /// No answer comes.
    case hang
    /// Answers and calls are no JSON.
    case garbage
    /// Answers and calls are far too long.
    case oversize
    /// Passed is called back, then failed.
    case passThenFail = "pass_then_fail"

    /// Bytes of a body that is too long.
    static let excess = 8 * 1024 * 1024

    /// What is sent in the place of a body.
    func spoil(_ body: [UInt8]) -> [UInt8] {
        switch self {
        case .garbage: [0xFF, 0xFE, 0x00] + Array("}{ not JSON".utf8)
        case .oversize: body.dropLast() + Array(repeating: 0x20, count: Self.excess) + [0x7D]
        case .none, .wrongSignature, .wrongReference, .duplicateCallbacks, .noCallback, .late,
            .http500, .hang, .passThenFail:
            body
        }
    }
}
