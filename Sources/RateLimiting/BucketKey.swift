/// 128 bits that stand for a key.
///
/// Keys come from outside and may be long; two hashes bound the table in bytes, not only in
/// entries, and keep addresses and people out of it. Swift seeds the hashes anew in each process,
/// so nobody outside can look for two keys that share a bucket.
struct BucketKey: Hashable, Sendable {
    private let high: Int
    private let low: Int

    init(_ key: some Hashable) {
        high = Self.hash(key, salt: 0)
        low = Self.hash(key, salt: 1)
    }

    private static func hash(_ key: some Hashable, salt: UInt8) -> Int {
        var hasher = Hasher()
        hasher.combine(salt)
        hasher.combine(key)
        return hasher.finalize()
    }
}
