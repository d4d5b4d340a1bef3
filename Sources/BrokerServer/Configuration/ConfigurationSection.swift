import Yams

/// A mapping of the file, read key by key; what is left over is unknown and an error.
final class ConfigurationSection {
    let reader: ConfigurationReader
    let path: String
    /// The path in the reference, with `[]` and `*` for entries.
    private let pattern: String
    private let node: Node?
    private var read: Set<String> = []

    init(_ reader: ConfigurationReader, node: Node?, path: String = "", pattern: String = "") {
        self.reader = reader
        self.node = node
        self.path = path
        self.pattern = pattern
        if let node, node.mapping == nil, node.null == nil {
            reader.complain(
                "must be a mapping", at: path.isEmpty ? "file" : path, line: node.mark?.line)
        }
    }

    var line: Int? { node?.mark?.line }
    var isPresent: Bool { node != nil }
    var keys: [String] { node?.mapping?.keys.compactMap(\.string) ?? [] }

    func path(_ key: String) -> String {
        let name = key.isEmpty ? "\"\"" : key
        return path.isEmpty ? name : "\(path).\(name)"
    }
    private func pattern(_ key: String) -> String {
        pattern.isEmpty ? key : "\(pattern).\(key)"
    }

    func complain(_ message: String, at key: String) {
        reader.complain(message, at: path(key), line: child(key)?.mark?.line ?? line)
    }

    private func child(_ key: String) -> Node? { node?.mapping?[Node(key)] }

    /// The text of a scalar, after flag and environment.
    private func scalar(_ key: String) -> String? {
        read.insert(key)
        if let text = reader.override(path(key)) { return text }
        guard let child = child(key), child.null == nil || child.scalar?.style != .plain
        else { return nil }
        guard let scalar = child.scalar else {
            complain("must be a single value", at: key)
            return nil
        }
        return scalar.string
    }

    // MARK: Scalars

    func text(_ key: String, _ fallback: String? = nil, _ meaning: String) -> String? {
        reader.record(pattern(key), "text", fallback ?? "–", meaning)
        return scalar(key) ?? fallback
    }

    /// A text that must be there.
    func requiredText(_ key: String, _ meaning: String) -> String {
        reader.record(pattern(key), "text", "required", meaning)
        guard let text = scalar(key), !text.isEmpty else {
            complain("is required", at: key)
            return ""
        }
        return text
    }

    func number(
        _ key: String, _ fallback: Int, _ range: ClosedRange<Int>, _ unit: String,
        _ meaning: String
    ) -> Int {
        let type = "\(range.lowerBound)–\(range.upperBound) \(unit)"
        reader.record(pattern(key), type, "\(fallback)", meaning)
        guard let text = scalar(key) else { return fallback }
        guard let number = Int(text), range.contains(number) else {
            complain("must be a whole number, \(type)", at: key)
            return fallback
        }
        return number
    }

    func choice(_ key: String, _ fallback: String, _ choices: [String], _ meaning: String) -> String
    {
        reader.record(pattern(key), choices.joined(separator: ", "), fallback, meaning)
        guard let text = scalar(key) else { return fallback }
        guard choices.contains(text) else {
            complain("must be one of \(choices.joined(separator: ", "))", at: key)
            return fallback
        }
        return text
    }

    /// `true` and `on`, `false` and `off`, bare or quoted.
    func flag(_ key: String, _ fallback: Bool, _ meaning: String) -> Bool {
        reader.record(pattern(key), "on, off", fallback ? "on" : "off", meaning)
        switch scalar(key) {
        case nil: return fallback
        case "on", "true", "yes": return true
        case "off", "false", "no": return false
        default:
            complain("must be on or off", at: key)
            return fallback
        }
    }

    // MARK: Collections

    func texts(_ key: String, _ fallback: [String]?, _ meaning: String) -> [String]? {
        reader.record(
            pattern(key), "list of text", fallback.map { "[\($0.joined(separator: ", "))]" } ?? "–",
            meaning)
        return nodes(key)?.compactMap { node in
            if node.scalar == nil { complain("must be a list of single values", at: key) }
            return node.scalar?.string
        } ?? fallback
    }

    /// The entries of a list; `nil` when it is missing.
    func nodes(_ key: String) -> [Node]? {
        read.insert(key)
        guard let child = child(key), child.null == nil else { return nil }
        guard let sequence = child.sequence else {
            complain("must be a list", at: key)
            return nil
        }
        return Array(sequence)
    }

    func section(_ key: String) -> ConfigurationSection {
        read.insert(key)
        return ConfigurationSection(
            reader, node: child(key), path: path(key), pattern: pattern(key))
    }

    /// A mapping whose keys are names of the operator's.
    func entries(_ key: String) -> [(name: String, section: ConfigurationSection)] {
        let all = section(key)
        return all.keys.map { name in
            all.read.insert(name)
            let entry = ConfigurationSection(
                reader, node: all.child(name), path: all.path(name),
                pattern: "\(pattern(key)).*")
            return (name, entry)
        }
    }

    /// A list of mappings, each with an `id`.
    func list(_ key: String) -> [ConfigurationSection] {
        (nodes(key) ?? []).enumerated().map { index, node in
            let id = node.mapping?[Node("id")]?.string ?? "\(index)"
            return ConfigurationSection(
                reader, node: node, path: "\(path(key)).\(id)", pattern: "\(pattern(key))[]")
        }
    }

    /// A key whose value is read by the caller: one value or a mapping.
    func node(_ key: String) -> Node? {
        read.insert(key)
        return child(key)
    }

    func record(_ key: String, _ type: String, _ fallback: String, _ meaning: String) {
        reader.record(pattern(key), type, fallback, meaning)
    }

    /// Complains about keys nobody asked for.
    func finish() {
        for key in keys where !read.contains(key) { complain("unknown key", at: key) }
    }
}
