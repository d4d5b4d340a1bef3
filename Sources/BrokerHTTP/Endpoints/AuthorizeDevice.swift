import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import StrictJSON

extension Endpoints {
    /// `POST /device_authorization` (RFC 8628 section 3.1)
    func authorizeDevice(_ call: Call) async throws(Problem) -> Response {
        try await answer(call) { (request, party) throws(BrokerRefusal) in
            try broker.admitStart(address: call.address, by: party)
            let asked = unattended(request.form, party, .device, call)
            let device = try await broker.startDevice(asked, requester: requester(call))
            return .json([
                "device_code": .string(device.deviceCode),
                "user_code": .string(device.userCode),
                "verification_uri": .string(settings.issuer + "/device"),
                "verification_uri_complete": .string(device.payload),
                "expires_in": .integer(Int64(device.expiresIn)),
                "interval": .integer(Int64(device.interval)),
            ])
        }
    }

    /// `POST /bc-authorize` (OpenID CIBA section 7)
    func authorizeBackchannel(_ call: Call) async throws(Problem) -> Response {
        try await answer(call) { (request, party) throws(BrokerRefusal) in
            try broker.admitStart(address: call.address, by: party)
            let form = request.form
            for name in ["request", "login_hint_token", "user_code"] where form[name] != nil {
                throw .invalidRequest(parameter: name)
            }
            var asked = unattended(form, party, .backchannel, call)
            asked.idTokenHint = form["id_token_hint"]
            asked.bindingMessage = form["binding_message"]
            if let text = form["requested_expiry"] {
                guard let seconds = Int(text)
                else { throw .invalidRequest(parameter: "requested_expiry") }
                asked.requestedExpiry = seconds
            }
            let started = try await broker.startBackchannel(
                asked, loginHint: form["login_hint"],
                notificationToken: form["client_notification_token"], by: party,
                requester: requester(call))
            return .json([
                "auth_req_id": .string(started.requestID),
                "expires_in": .integer(Int64(started.expiresIn)),
                "interval": .integer(Int64(started.interval)),
            ])
        }
    }

    /// What both ask for, without a browser.
    private func unattended(
        _ form: FormParameters, _ party: RelyingParty, _ channel: Channel, _ call: Call
    ) -> StartRequest {
        var asked = StartRequest(clientID: party.id, redirectURI: nil)
        asked.channel = channel
        asked.scope = form["scope"] ?? "openid"
        asked.acrValues = form["acr_values"]?.split(separator: " ").map(String.init)
        asked.locales = call.locales
        return asked
    }

    func requester(_ call: Call) -> Requester {
        Requester(
            address: call.address, userAgent: call.userAgent,
            mobileHint: call.request.headers[.secCHUAMobile], keys: broker.keys)
    }
}
