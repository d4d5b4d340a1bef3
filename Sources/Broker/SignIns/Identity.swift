import Base64URL
import LoginFlow
import StrictJSON

/// Who a sign-in belongs to, and what was done to find out: sealed beside it.
struct Identity: Sendable {
    /// Of the last scan, with everything the wallet said of the person.
    var approval: Approval
    /// Everything that was done, the face check included (RFC 8176).
    var methods: [String]
    /// The device that decided, as a login session remembers it.
    var claim: Claim

    init(_ approval: Approval, methods: [String], claim: Claim) {
        self.approval = approval.beyondItsPortal
        self.methods = methods
        self.claim = claim
    }

    var json: JSONValue {
        var members: JSONObject = [
            "approval": approval.json, "methods": .array(methods.map(JSONValue.string)),
            "wallet": .string(claim.wallet),
            "device": .string(Base64URL.encode(claim.device.bytes)),
        ]
        members.append("device_key", claim.deviceKey)
        return .object(members)
    }

    init?(json: JSONValue) {
        guard let approval = json["approval"].flatMap(Approval.init(json:)),
            let methods = json["methods"]?.array, let wallet = json["wallet"]?.string,
            let device = json["device"]?.string.flatMap({ Base64URL.decode($0) }),
            let digest = Digest(bytes: device)
        else { return nil }
        self.init(
            approval, methods: methods.compactMap(\.string),
            claim: Claim(
                wallet: wallet, device: digest, deviceKey: json["device_key"]?.string))
    }
}
