import Crypto

/// The hash tree of RFC 6962 section 2.1, grown leaf by leaf.
///
/// Only the roots of its full subtrees are kept, at most one for each bit of the size:
/// ```
///        ┌── 4 ──┐
///      ┌ 2 ┐   ┌ 2 ┐  ┌ 2 ┐
///      1   2   3   4  5   6   7        7 leaves: peaks of 4, 2 and 1
/// ```
package struct MerkleTree: Sendable, Equatable {
    package static let hashSize = 32

    package private(set) var size: Int64 = 0
    /// The roots of the full subtrees, the largest first.
    private var peaks: [[UInt8]] = []

    /// A full part of the tree: leaves `start ..< start + count`, `count` a power of two.
    package struct Part: Sendable, Hashable {
        package var start: Int64
        package var count: Int64
    }

    package init() {}

    /// Adds a leaf.
    ///
    /// - Parameter onFull: told about every part that is full with it.
    package mutating func append(
        _ leaf: [UInt8], onFull: (Part, [UInt8]) -> Void = { _, _ in }
    ) {
        var hash = Self.leafHash(leaf)
        var part = Part(start: size, count: 1)
        onFull(part, hash)
        while size & part.count != 0, let left = peaks.popLast() {
            hash = Self.nodeHash(left, hash)
            part = Part(start: part.start - part.count, count: part.count * 2)
            onFull(part, hash)
        }
        peaks.append(hash)
        size += 1
    }

    /// The root over all leaves.
    package var root: [UInt8] { root(from: 0) ?? Array(SHA256.hash(data: [UInt8]())) }

    /// The root over the leaves from here on; `nil` unless a full part begins here.
    package func root(from start: Int64) -> [UInt8]? {
        var (at, inside): (Int64, [[UInt8]]) = (0, [])
        for (part, peak) in zip(parts, peaks) {
            if at >= start { inside.append(peak) }
            at += part
        }
        guard var root = inside.popLast() else { return nil }
        while let left = inside.popLast() { root = Self.nodeHash(left, root) }
        return root
    }

    /// The sizes of the full parts, the largest first.
    private var parts: [Int64] {
        (0..<63).reversed().map { Int64(1) << $0 }.filter { size & $0 != 0 }
    }

    // MARK: As it is stored

    /// All that is needed to go on.
    package var bytes: [UInt8] { Array(peaks.joined()) }

    /// - Returns: `nil` unless there is one hash for each bit of the size.
    package init?(size: Int64, bytes: [UInt8]) {
        guard size >= 0, bytes.count == size.nonzeroBitCount * Self.hashSize else { return nil }
        self.size = size
        peaks = stride(from: 0, to: bytes.count, by: Self.hashSize).map {
            Array(bytes[$0..<$0 + Self.hashSize])
        }
    }

    // MARK: Hashes

    /// Leaves and nodes differ in their first byte, so that no node passes as a leaf.
    package static func leafHash(_ leaf: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: [0] + leaf))
    }

    static func nodeHash(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: [1] + left + right))
    }
}
