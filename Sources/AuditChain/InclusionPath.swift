/// Proves that leaves stand in a tree without showing any other leaf (RFC 6962 section 2.1.1).
package struct InclusionPath: Sendable {
    /// The parts beside the way from a leaf to the root, the lowest first.
    ///
    /// - Parameter index: from 0.
    static func parts(of index: Int64, size: Int64) -> [MerkleTree.Part] {
        var (low, high) = (Int64(0), size)
        var parts: [MerkleTree.Part] = []
        while high - low > 1 {
            var half = Int64(1)
            while half * 2 < high - low { half *= 2 }
            let middle = low + half
            if index < middle {
                parts.append(.init(start: middle, count: high - middle))
                high = middle
            } else {
                parts.append(.init(start: low, count: half))
                low = middle
            }
        }
        return parts.reversed()
    }

    /// The root that a leaf and its path lead to (RFC 9162 section 2.1.3.2).
    ///
    /// - Returns: `nil` when the path has not the length that it must have there.
    package static func root(
        leaf: [UInt8], index: Int64, size: Int64, path: [[UInt8]]
    ) -> [UInt8]? {
        guard index >= 0, index < size else { return nil }
        var (node, last, hash) = (index, size - 1, MerkleTree.leafHash(leaf))
        for sibling in path {
            if last == 0 || sibling.count != MerkleTree.hashSize { return nil }
            if node & 1 == 1 || node == last {
                hash = MerkleTree.nodeHash(sibling, hash)
                while node & 1 == 0 && node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleTree.nodeHash(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 ? hash : nil
    }
}

/// Makes the paths of a few leaves while a tree of known size grows, in one pass over its leaves.
package struct InclusionPaths: Sendable {
    private let size: Int64
    private let wanted: [Int64: [MerkleTree.Part]]
    private let parts: Set<MerkleTree.Part>
    private var found: [MerkleTree.Part: [UInt8]] = [:]
    package private(set) var tree = MerkleTree()

    /// - Parameters:
    ///   - indexes: from 0, each below the size.
    ///   - size: leaves that will be appended.
    package init(of indexes: [Int64], size: Int64) {
        self.size = size
        wanted = Dictionary(
            indexes.map { ($0, InclusionPath.parts(of: $0, size: size)) },
            uniquingKeysWith: { first, _ in first })
        parts = Set(wanted.values.joined())
    }

    package mutating func append(_ leaf: [UInt8]) {
        let (parts, size) = (parts, size)
        precondition(tree.size < size, "more leaves than were told")
        var full: [(MerkleTree.Part, [UInt8])] = []
        tree.append(leaf) { part, hash in
            if parts.contains(part) { full.append((part, hash)) }
        }
        for (part, hash) in full { found[part] = hash }
    }

    /// The path of one of the leaves, once all have been appended.
    package func path(of index: Int64) -> [[UInt8]]? {
        guard tree.size == size, let parts = wanted[index] else { return nil }
        let path = parts.compactMap { part in
            // What reaches the end need not be a full part.
            found[part] ?? (part.start + part.count == size ? tree.root(from: part.start) : nil)
        }
        return path.count == parts.count ? path : nil
    }
}
