import LoginFlow
import Secrets
import SessionStore
import StrictJSON
import Tokens

/// An enrolled device key.
package struct EnrolledDevice: Sendable {
    package let deviceID: String
    package let kid: String
    /// Whether it was enrolled by this call.
    package let isNew: Bool
}

extension Broker {
    /// A wallet vouches for a device key of one of its people.
    package func enrol(
        _ assertion: String, address: String
    ) async throws(BrokerRefusal) -> EnrolledDevice {
        let statement = try await verify(assertion, acts: [.enrol], address: address)
        guard statement.isSignedByWallet else { try await refuse(statement, .invalidAssertion) }
        guard let jwk = statement.claims["cnf"]?["jwk"], jwk["d"] == nil,
            let key = try? VerificationKey(jwk: jwk)
        else { try await refuse(statement, .invalidRequest(parameter: "cnf")) }
        let kid = key.thumbprint
        // A key with a wallet's own name could never be found again.
        guard statement.wallet.keys[kid] == nil
        else { try await refuse(statement, .invalidRequest(parameter: "cnf")) }
        let attests = try await attests(statement)
        let device = Device(
            person: statement.person, kid: kid, wallet: statement.wallet.id,
            deviceID: keys.mark(ofDevice: statement.device), jwk: key.jwk.serializedText(),
            attests: attests)
        let word = try sealedWord(statement)
        let outcome = try await once { () async throws(StoreFailure) in
            try await store.enrol(device, word: word, by: statement.used)
        }
        switch outcome {
        case .enrolled, .alreadyEnrolled:
            return EnrolledDevice(
                deviceID: statement.deviceID, kid: kid, isNew: outcome == .enrolled)
        case .revoked: throw .invalidRequest(parameter: "cnf")
        }
    }

    private func attests(_ statement: Statement) async throws(BrokerRefusal) -> [String] {
        try await members(of: statement) { () throws(BrokerRefusal) in
            let limit = Wallet.Attestation.allCases.count
            let names = try statement.optionalTexts("attests", limit: limit) ?? []
            guard names.allSatisfy({ Wallet.Attestation(rawValue: $0) != nil })
            else { throw .invalidRequest(parameter: "attests") }
            return names
        }
    }

    /// Ends a device key; asked by its wallet, or by the key itself.
    package func revoke(_ assertion: String, address: String) async throws(BrokerRefusal) {
        let statement = try await verify(assertion, acts: [.revoke], address: address)
        guard let kid = statement.claims["kid"]?.string
        else { try await refuse(statement, .invalidRequest(parameter: "kid")) }
        if case .device(let own, _) = statement.signer, own.kid != kid {
            try await refuse(statement, .notFound)
        }
        try await revoke(kid, by: statement)
    }

    /// A person ends a device key of theirs, most often of a phone that is lost.
    package func removeDevice(_ assertion: String, address: String) async throws(BrokerRefusal) {
        let statement = try await verify(assertion, acts: [.removeDevice], address: address)
        let kid = try await members(of: statement) { () throws(BrokerRefusal) in
            try statement.requiredText("kid")
        }
        try await revoke(kid, by: statement)
    }

    private func revoke(_ kid: String, by statement: Statement) async throws(BrokerRefusal) {
        let key = UsedStatement.DeviceKey(person: statement.person, kid: kid)
        let isRevoked = try await once { () async throws(StoreFailure) in
            try await store.revoke(key, by: statement.used)
        }
        if !isRevoked { throw .notFound }
    }
}
