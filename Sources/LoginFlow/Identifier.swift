/// The kinds of things that are named by 16 random bytes, so that one name never passes for another.
package enum SignInKind {}
package enum GrantKind {}

/// Names a sign-in at the broker. Knowing it gives nothing.
package typealias SignInID = Identifier<SignInKind>
/// Names what one portal was given. Knowing it gives nothing.
package typealias GrantID = Identifier<GrantKind>

/// 128 random bits that name something, and open nothing.
package struct Identifier<Kind>: Sendable, Hashable {
    package let bytes: [UInt8]

    package static var byteCount: Int { 16 }

    /// - Returns: `nil` unless there are 16 bytes.
    @inlinable package init?(bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
        if self.bytes.count != Self.byteCount { return nil }
    }
}
