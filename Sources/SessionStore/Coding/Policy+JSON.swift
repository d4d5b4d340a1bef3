import LoginFlow
import StrictJSON

extension Policy {
    var json: JSONValue {
        var members: JSONObject = [
            "asks": .array(asks.map(\.json)),
            "face": [
                "provider": .string(face.provider.rawValue), "tries": .integer(Int64(face.tries)),
                "actions": .integer(Int64(face.actions)),
            ],
            "number_match": .string(numberMatch.rawValue),
            "user_code": .bool(userCode),
            "rotation": .integer(Int64(rotation.count)),
            "lifetimes": .array(
                [
                    lifetimes.scan, lifetimes.decide, lifetimes.face, lifetimes.redeem,
                    lifetimes.total,
                ].map { .integer(Int64($0.count)) }),
        ]
        if crossDeviceOnPhones != .show {
            members.append("cross_device_on_phones", crossDeviceOnPhones.rawValue)
        }
        if singleSignOn > 0 { members.append("single_sign_on", singleSignOn.count) }
        if !stepUp.isEmpty { members.append("step_up", .array(stepUp.map(\.json))) }
        if minimumLevel > 0 { members.append("minimum_level", minimumLevel) }
        if !requiredActions.isEmpty {
            members.append(
                "required_actions", .array(requiredActions.map { .string($0.rawValue) }))
        }
        return .object(members)
    }

    init?(json: JSONValue) {
        self.init()
        guard let asks = json["asks"]?.array,
            let provider = json["face"]?["provider"]?.string.flatMap(FaceProviderKind.init),
            let tries = json["face"]?["tries"]?.integer,
            let numberMatch = json["number_match"]?.string.flatMap(NumberRule.init),
            let userCode = json["user_code"]?.bool, let rotation = json["rotation"]?.integer,
            let spans = json["lifetimes"]?.array?.compactMap(\.integer).map({ Seconds(Int($0)) }),
            spans.count == 5
        else { return nil }
        self.asks = asks.compactMap(Ask.init(json:))
        guard self.asks.count == asks.count else { return nil }
        face = FaceRule(
            provider: provider, tries: Int(tries),
            actions: json["face"]?["actions"]?.integer.map { Int($0) } ?? 0)
        self.numberMatch = numberMatch
        self.userCode = userCode
        self.rotation = Seconds(Int(rotation))
        lifetimes.scan = spans[0]
        lifetimes.decide = spans[1]
        lifetimes.face = spans[2]
        lifetimes.redeem = spans[3]
        lifetimes.total = spans[4]
        crossDeviceOnPhones =
            json["cross_device_on_phones"]?.string.flatMap(CrossDeviceRule.init) ?? .show
        singleSignOn = Seconds(json["single_sign_on"]?.integer.map { Int($0) } ?? 0)
        stepUp = json["step_up"]?.array?.compactMap(Ask.init(json:)) ?? []
        minimumLevel = json["minimum_level"]?.integer.map { Int($0) } ?? 0
        let actions = json["required_actions"]?.array ?? []
        requiredActions = actions.compactMap { $0.string.flatMap(RequiredAction.init) }
        // An action that is not understood must not be left out: it would approve too early.
        guard requiredActions.count == actions.count else { return nil }
    }
}

extension Ask {
    fileprivate var json: JSONValue {
        guard case .terms(let terms) = self else { return .string(name) }
        return .array(terms.map { ["id": .string($0.id), "version": .string($0.version)] })
    }

    fileprivate init?(json: JSONValue) {
        switch json {
        case "credential": self = .credential
        case "pin": self = .pin
        case "organisation": self = .organisation
        case "consent": self = .consent
        case "face": self = .face
        case .array(let terms):
            let versions = terms.compactMap { entry -> TermsVersion? in
                guard let id = entry["id"]?.string, let version = entry["version"]?.string
                else { return nil }
                return TermsVersion(id: id, version: version)
            }
            guard versions.count == terms.count else { return nil }
            self = .terms(versions)
        default: return nil
        }
    }
}
