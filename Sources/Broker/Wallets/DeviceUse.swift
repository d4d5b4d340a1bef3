package import LoginFlow
import SessionStore
import StrictJSON

/// What a device key has last decided, as its person recognises it.
package struct DeviceUse: Sendable {
    package let at: Moment
    package let clientID: String
    /// What asked for the login; `nil` where no screen did.
    package let requester: Requester?

    init(at: Moment, _ record: SessionRecord, _ requester: Requester?) {
        self.at = at
        clientID = record.session.request.clientID
        self.requester = record.session.request.channel == .backchannel ? nil : requester
    }

    var json: JSONValue {
        var members: JSONObject = [
            "at": .integer(at.milliseconds), "client": .string(clientID),
        ]
        members.append("requester", requester?.json)
        return .object(members)
    }

    init?(json: JSONValue) {
        guard let at = json["at"]?.integer, let clientID = json["client"]?.string
        else { return nil }
        self.at = Moment(milliseconds: at)
        self.clientID = clientID
        requester = json["requester"].flatMap(Requester.init(json:))
    }
}

extension Broker {
    /// Keeps what the phone was used for, in the transaction of the decision.
    func noteUse(
        by statement: Statement, of record: SessionRecord, _ change: inout StoreChange
    ) throws {
        guard case .device(let key, _) = statement.signer else { return }
        let use = DeviceUse(at: change.now, record, requester(of: record))
        let sealed = try seal(use.json, .lastUse, for: owner(of: key))
        change.effects.append(.noteUse(key, sealed))
    }

    /// What a device was last used for, opened.
    func opened(_ use: [UInt8]?, of device: Device) -> JSONValue? {
        let key = UsedStatement.DeviceKey(person: device.person, kid: device.kid)
        return use.flatMap { unseal($0, .lastUse, for: owner(of: key)) }
    }

    private func owner(of key: UsedStatement.DeviceKey) -> [UInt8] {
        key.person.bytes + Array(key.kid.utf8)
    }
}
