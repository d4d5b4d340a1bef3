/// The keys of one object, to find one that comes twice.
///
/// A few are compared with each other, which is faster than to hash each. Of more, and from the first
/// on that is not ASCII, all are hashed: a body may hold thousands, and texts that are spelled in
/// several ways cost a hundred times as much to compare (`qrbench micro json-keys`).
struct ObjectKeys {
    private static let few = 16
    private var hashed: Set<String> = []

    /// - Parameter members: those with the keys before.
    /// - Returns: whether the key is new.
    mutating func take(_ key: String, after members: [JSONObject.Member]) -> Bool {
        if hashed.isEmpty {
            if members.count < Self.few, Self.isASCII(key) {
                return !members.contains { $0.key == key }
            }
            hashed = Set(members.map(\.key))
        }
        return hashed.insert(key).inserted
    }

    private static func isASCII(_ key: String) -> Bool {
        key.utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 < 0x80 } } ?? false
    }
}
