import StrictJSON

/// The answer to `devices`: the phones that may decide for this person.
struct Devices: Equatable {
    var list: [ListedDevice]
    /// As the broker wrote it, for the program that asked for JSON.
    var document: JSONValue

    init(_ answer: JSONValue) throws(PhoneFailure) {
        document = answer
        guard let entries = answer["devices"]?.array else { throw .malformedAnswer("devices") }
        list = []
        for entry in entries { list.append(try ListedDevice(entry)) }
    }
}

/// One enrolled device.
struct ListedDevice: Equatable {
    /// Names its key.
    var kid: String
    /// Everything about it that is only shown.
    var members: JSONValue

    init(_ answer: JSONValue) throws(PhoneFailure) {
        kid = try answer.text("kid")
        members = answer
    }
}
