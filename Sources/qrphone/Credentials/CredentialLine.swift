import Terminal

/// Words for a credential.
enum CredentialPhrase: Spoken, CaseIterable {
    case own, delegated, valid, revoked, expired, expires, issued, handedOver, wasRevoked, none

    var texts: (english: String, chinese: String) {
        switch self {
        case .own: ("own", "本机申领")
        case .delegated: ("delegated", "授权")
        case .valid: ("valid", "有效")
        case .revoked: ("revoked", "已吊销")
        case .expired: ("expired", "已过期")
        case .expires: ("until", "有效期至")
        case .issued: ("Issued:", "已申领：")
        case .handedOver:
            ("Handed over; nothing of it stays on this device:", "已授权，本机不保留任何信息：")
        case .wasRevoked: ("Revoked:", "已吊销：")
        case .none:
            (
                "There are no credentials on this device. Issue one: qrphone credentials issue.",
                "本设备没有凭证，可申领：qrphone credentials issue。"
            )
        }
    }
}

extension Credential {
    /// One line, beginning with what `--credential` takes.
    func line(in language: Language) -> String {
        let name = title.map { "  " + SafeText.line($0) } ?? ""
        guard let details else { return SafeText.line(id) + name }
        var words = [
            SafeText.line(details.type), details.kind.phrase.text(in: language),
            details.status.phrase.text(in: language),
        ]
        if let end = details.expiresAt {
            words.append(CredentialPhrase.expires.text(in: language) + " " + SafeText.line(end))
        }
        return SafeText.line(id) + name + "  (" + words.joined(separator: ", ") + ")"
    }
}

extension CredentialDetails.Kind {
    fileprivate var phrase: CredentialPhrase {
        switch self {
        case .own: .own
        case .delegated: .delegated
        }
    }
}

extension CredentialDetails.Status {
    fileprivate var phrase: CredentialPhrase {
        switch self {
        case .valid: .valid
        case .revoked: .revoked
        case .expired: .expired
        }
    }
}
