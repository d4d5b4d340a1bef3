import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import StrictJSON

/// The wallet's calls: each carries one signed statement and nothing else that counts.
extension Endpoints {
    /// `POST /v1/wallet/scan`
    func scanCode(_ call: Call) async throws(Problem) -> Response {
        let assertion = try await assertion(call)
        let answer = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.scan(assertion, address: call.address)
        }
        return .json(answer.json(settings: settings, locales: call.locales))
    }

    /// `POST /v1/wallet/confirm`
    func confirmLogin(_ call: Call) async throws(Problem) -> Response {
        let assertion = try await assertion(call)
        let answer = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.confirm(assertion, address: call.address)
        }
        return .json(answer.decisionJSON(settings: settings, locales: call.locales))
    }

    /// `POST /v1/wallet/status`
    func walletStatus(_ call: Call) async throws(Problem) -> PollGlance {
        let assertion = try await assertion(call)
        let (after, seconds) = (try call.number("after"), try call.wait())
        let wait = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.phoneWait(
                assertion, address: call.address, after: after, wait: seconds)
        }
        return try await look(wait, isHosted: false)
    }

    /// `POST /v1/wallet/devices`
    func enrolDevice(_ call: Call) async throws(Problem) -> Response {
        let assertion = try await assertion(call)
        let device = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.enrol(assertion, address: call.address)
        }
        return .json(
            ["device_id": .string(device.deviceID), "kid": .string(device.kid)],
            status: device.isNew ? .created : .ok)
    }

    /// `POST /v1/wallet/devices/revoke`
    func revokeDevice(_ call: Call) async throws(Problem) -> Response {
        let assertion = try await assertion(call)
        try await asProblem { () async throws(BrokerRefusal) in
            try await broker.revoke(assertion, address: call.address)
        }
        return .empty(.noContent)
    }

    /// `POST /v1/wallet/devices/list`
    func listDevices(_ call: Call) async throws(Problem) -> Response {
        let assertion = try await assertion(call)
        let devices = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.devices(assertion, address: call.address)
        }
        return .json(["devices": .array(devices.map { $0.json(locales: call.locales) })])
    }

    /// `POST /v1/wallet/devices/remove`
    func removeDevice(_ call: Call) async throws(Problem) -> Response {
        let assertion = try await assertion(call)
        try await asProblem { () async throws(BrokerRefusal) in
            try await broker.removeDevice(assertion, address: call.address)
        }
        return .empty(.noContent)
    }

    /// `POST /v1/wallet/sign-ins`
    func listSignIns(_ call: Call) async throws(Problem) -> Response {
        let assertion = try await assertion(call)
        let entries = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.signIns(assertion, address: call.address)
        }
        return .json(["sign_ins": .array(entries.map { $0.json(locales: call.locales) })])
    }

    /// `POST /v1/wallet/sign-ins/end`
    func endSignIns(_ call: Call) async throws(Problem) -> Response {
        let assertion = try await assertion(call)
        let count = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.endSignIns(assertion, address: call.address)
        }
        return .json(["ended": .integer(Int64(count))])
    }

    /// `POST /v1/wallet/requests`
    func listRequests(_ call: Call) async throws(Problem) -> Response {
        let assertion = try await assertion(call)
        let requests = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.requests(assertion, address: call.address)
        }
        return .json(["requests": .array(requests.map { $0.json(locales: call.locales) })])
    }

    /// The statement of a JSON body.
    func assertion(_ call: Call) async throws(Problem) -> String {
        try requireNoForeignOrigin(call)
        return try BodyMembers(try call.json()).required("assertion")
    }

    /// Wallets are apps and servers. A page of some site has no business here.
    func requireNoForeignOrigin(_ call: Call) throws(Problem) {
        if let origin = call.origin, origin != settings.origin {
            throw Problem(.originNotAllowed)
        }
    }
}
