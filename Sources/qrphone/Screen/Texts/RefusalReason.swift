/// What a confirmation lacked, by the name the broker gives it, and how to add it.
enum MissingAsk: String, Spoken, CaseIterable {
    case number, credential, pin, consent, terms, organisation, portrait

    var texts: (english: String, chinese: String) {
        switch self {
        case .number:
            ("The number on the page was asked for: --number.", "需要网页上显示的数字：--number。")
        case .credential:
            ("A credential was asked for: --credential.", "需要选择凭证：--credential。")
        case .pin: ("The wallet's password was asked for: --pin.", "需要输入钱包密码：--pin。")
        case .consent:
            (
                "Data that is required was not granted: grant it with --scopes, or say no.",
                "未同意提供必需的信息：请用 --scopes 同意，或拒绝登录。"
            )
        case .terms:
            (
                "The terms must be accepted: read them and add --accept-terms, or say no.",
                "须同意相关条款：阅读后加上 --accept-terms，或拒绝登录。"
            )
        case .organisation:
            (
                "Say for whom you act: --for-self, or --acting-for with the organisation.",
                "请说明为谁办理：--for-self 表示本人，--acting-for 指定机构。"
            )
        case .portrait:
            (
                "A portrait was asked for: --portrait, or a credential that holds one.",
                "需要证件照：--portrait，或使用带有照片的凭证。"
            )
        }
    }
}

/// Why a phone is blocked though nothing about the login looks strange.
enum BlockReason: Spoken {
    /// The person has refused or failed too often.
    case coolingDown

    var texts: (english: String, chinese: String) {
        (
            "Too many logins were refused, so this person is left in peace for some minutes. "
                + "Try again then.", "被拒绝的登录过多，数分钟内不再接受登录，请稍后再试。"
        )
    }
}

/// Why a credential cannot be used, by the reason the broker gives, and what to do about it.
enum UnusableCredential: String, Spoken, CaseIterable {
    case revoked, expired

    var texts: (english: String, chinese: String) {
        switch self {
        case .revoked:
            (
                "This credential was revoked; nothing was decided. Choose another one, or have it "
                    + "issued again: qrphone credentials issue.",
                "该凭证已被吊销，尚未作出决定。请改用其他凭证，或重新申领：qrphone credentials issue。"
            )
        case .expired:
            (
                "This credential has expired; nothing was decided. Choose another one, or renew "
                    + "it: qrphone credentials issue.",
                "该凭证已过期，尚未作出决定。请改用其他凭证，或重新申领：qrphone credentials issue。"
            )
        }
    }
}
