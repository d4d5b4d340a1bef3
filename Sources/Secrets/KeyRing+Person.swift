import Base64URL
package import LoginFlow

/// What stands for a person or a phone.
extension KeyRing {
    /// The one device, as the claim remembers it.
    package func device(wallet: String, sub: String, device: String) -> Digest {
        mac("device", [Array(wallet.utf8), Array(sub.utf8), Array(device.utf8)])
    }

    /// The one person in one wallet: limits and enrolled devices are kept under it.
    package func person(wallet: String, sub: String) -> Digest {
        mac("person", [Array(wallet.utf8), Array(sub.utf8)])
    }

    /// The subject a portal sees (PROTOCOL section 4): HMAC-SHA256 over wallet, 0 and `sub`; for a
    /// pairwise portal its sector and 0 in front.
    package func subject(wallet: String, sub: String, sector: String?) -> Digest {
        var message: [UInt8] = sector.map { Array($0.utf8) + [0] } ?? []
        message += Array(wallet.utf8) + [0] + Array(sub.utf8)
        return subjectCode(of: message)
    }

    /// A browser as it is recognised the next time.
    package func browser(mark: String) -> Digest { mac("browser", [Array(mark.utf8)]) }

    /// A statement as replay memory keeps it.
    package func statement(issuer: String, jti: String) -> Digest {
        mac("statement", [Array(issuer.utf8), Array(jti.utf8)])
    }

    /// A subject as it is recognised without being stored.
    package func mark(ofSubject subject: String) -> String {
        Base64URL.encode(mac("expected subject", [Array(subject.utf8)]).bytes)
    }

    /// A person as a face provider knows them: the same at every check, and nobody else's name.
    package func mark(ofFace person: Digest) -> String {
        Base64URL.encode(mac("face subject", [person.bytes]).bytes)
    }

    /// A device as it is recognised without being stored.
    package func mark(ofDevice device: Digest) -> String {
        Base64URL.encode(mac("device mark", [device.bytes]).bytes)
    }
}
