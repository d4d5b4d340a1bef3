import Foundation
import StrictJSON

/// The same text, read by Foundation.
enum PeerJSON: Decodable {
    case null
    case bool(Bool)
    case number(whole: Int64?, Double?)
    case string(String)
    case array([PeerJSON])
    case object([String: PeerJSON])

    init(from decoder: any Decoder) throws {
        let one = try decoder.singleValueContainer()
        if one.decodeNil() {
            self = .null
        } else if let truth = try? one.decode(Bool.self) {
            self = .bool(truth)
        } else if let text = try? one.decode(String.self) {
            self = .string(text)
        } else if let list = try? one.decode([PeerJSON].self) {
            self = .array(list)
        } else if let members = try? one.decode([String: PeerJSON].self) {
            self = .object(members)
        } else {
            let whole = try? one.decode(Int64.self)
            let double = try? one.decode(Double.self)
            self = .number(whole: whole, double)
        }
    }

    /// Foundation takes `1e` for a number, but finds none in it.
    var isReadable: Bool {
        switch self {
        case .number(let whole, let double): whole != nil || double != nil
        case .array(let elements): elements.allSatisfy(\.isReadable)
        case .object(let members): members.values.allSatisfy(\.isReadable)
        default: true
        }
    }

    func isSame(as value: JSONValue) -> Bool {
        switch (self, value) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.number(let whole, _), .integer(let other)): whole == other
        // What is too small for a number is none to Foundation, and zero to us.
        case (.number(_, let double), .double(let other)):
            double == other || (double == nil && other == 0)
        case (.string(let one), .string(let other)): same(one, other)
        case (.array(let one), .array(let other)):
            one.count == other.count && zip(one, other).allSatisfy { $0.isSame(as: $1) }
        case (.object(let one), .object(let other)):
            one.count == other.members.count
                && other.members.allSatisfy { one[$0.key]?.isSame(as: $0.value) == true }
        default: false
        }
    }
}
