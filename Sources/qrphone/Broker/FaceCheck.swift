import StrictJSON

/// The ways a face check can be done, in the words of the wire contract.
enum FaceMethod: String {
    /// The wallet says how it went.
    case result
    /// Pictures are sent for the broker to judge.
    case capture
    /// The person goes to the page of somebody who judges.
    case visit
}

/// One open face check.
struct FaceCheck: Equatable {
    var id: String
    var challenge: String
    var methods: [String]
    var triesLeft: Int
    /// Movements that a capture must show, in this order.
    var actions: [String]
    /// Whether the portrait that was confirmed is to be sent along.
    var wantsPortrait: Bool
    /// Where the check takes place, once a visit was begun.
    var url: String?
    /// As the broker wrote it, for the program that asked for JSON.
    var document: JSONValue

    init?(_ answer: JSONValue?) throws(PhoneFailure) {
        guard let answer else { return nil }
        document = answer
        id = try answer.text("check_id")
        challenge = try answer.text("challenge")
        methods = answer["methods"]?.array?.compactMap(\.string) ?? []
        triesLeft = try Int(answer.whole("tries_left"))
        actions = answer["actions"]?.array?.compactMap(\.string) ?? []
        wantsPortrait = answer["portrait"]?.bool ?? false
        url = answer["url"]?.string
    }

    func allows(_ method: FaceMethod) -> Bool { methods.contains(method.rawValue) }
}
