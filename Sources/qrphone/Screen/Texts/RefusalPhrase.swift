/// What a person should know about a refusal, and the way out of it.
///
/// The raw value is the code of the problem. Codes that only a developer meets are not here: about
/// those the broker's own words are better.
enum RefusalPhrase: String, Spoken, CaseIterable {
    case unknownCode = "unknown_code"
    case staleCode = "stale_code"
    case alreadyScanned = "already_scanned"
    case sessionOver = "session_over"
    case notFound = "not_found"
    case walletNotAllowed = "wallet_not_allowed"
    case wrongSubject = "wrong_subject"
    case invalidAssertion = "invalid_assertion"
    case replayedAssertion = "replayed_assertion"
    case deviceKeyRequired = "device_key_required"
    case missingAsk = "missing_ask"
    case notAttested = "not_attested"
    case alreadyDecided = "already_decided"
    case wrongChallenge = "wrong_challenge"
    case wrongNumber = "wrong_number"
    case riskBlocked = "risk_blocked"
    case credentialUnusable = "credential_unusable"
    case captureMismatch = "capture_mismatch"
    case notNow = "not_now"
    case payloadTooLarge = "payload_too_large"
    case unsupportedMediaType = "unsupported_media_type"
    case rateLimited = "rate_limited"
    case overloaded
    case unavailable
    case internalError = "internal"

    var texts: (english: String, chinese: String) {
        switch self {
        case .unknownCode:
            ("This code is not known. Scan the one on the page again.", "无法识别该二维码，请重新扫描网页上的二维码。")
        case .staleCode:
            ("This code is too old: scan the one on the page now.", "二维码已失效，请扫描网页上的最新二维码。")
        case .alreadyScanned:
            (
                "Somebody else has scanned this code. Get a new one on your own page.",
                "该二维码已被他人扫描，请在您自己的网页上获取新的二维码。"
            )
        case .sessionOver:
            ("This login is over. Get a new code on the page.", "本次登录已结束，请在网页上获取新的二维码。")
        case .notFound:
            (
                "There is no such login for this phone. Scan the code on the page again.",
                "本手机没有该登录请求，请重新扫描网页上的二维码。"
            )
        case .walletNotAllowed:
            (
                "This wallet may not be used here. Use an app that the page names.",
                "此处不支持该钱包，请使用网页上标明的应用。"
            )
        case .wrongSubject:
            (
                "Another person is expected. Let them scan, or begin again as yourself.",
                "登录人与预期不符，请由本人扫码，或以您自己的身份重新开始。"
            )
        case .invalidAssertion:
            (
                "The key of this phone is not accepted. Enrol it again: qrphone enrol.",
                "本手机的密钥未被接受，请重新登记：qrphone enrol。"
            )
        case .replayedAssertion:
            ("This was sent before. Try once more.", "该消息此前已发送过，请再试一次。")
        case .deviceKeyRequired:
            (
                "Only an enrolled device may do this. Enrol it: qrphone enrol.",
                "仅限已登记的设备，请先登记：qrphone enrol。"
            )
        case .missingAsk:
            (
                "The confirmation lacks something that was asked. Confirm again with it.",
                "确认内容不完整，请补全后重新确认。"
            )
        case .notAttested:
            (
                "This key may not vouch for that. Use a device that the wallet enrolled for it.",
                "该密钥无权证明此项，请使用钱包为此登记的设备。"
            )
        case .alreadyDecided:
            (
                "This login was decided before. To decide anew, get a new code.",
                "本次登录已作出决定，如需更改请获取新的二维码。"
            )
        case .wrongChallenge:
            ("This answer belongs to another request. Scan again.", "该应答属于其他请求，请重新扫码。")
        case .wrongNumber: StandingPhrase.wrongNumber.texts
        case .riskBlocked: StandingPhrase.riskBlocked.texts
        case .credentialUnusable:
            ("This credential cannot be used. Choose another one.", "该凭证不可用，请改用其他凭证。")
        case .captureMismatch:
            (
                "The pictures are not the ones that were signed, or the portrait is not the one "
                    + "confirmed. No try was used: send them again.",
                "照片与签名时不一致，或证件照与确认时不同。不计次数，请重新发送。"
            )
        case .notNow:
            (
                "This is not open now. Look at the page for how the login stands.",
                "当前无法进行此操作，请查看网页上的登录状态。"
            )
        case .payloadTooLarge:
            (
                "The pictures are too large: 2 MiB in all. Send fewer or smaller ones.",
                "照片过大，总计不超过 2 MiB，请减少数量或压缩后重试。"
            )
        case .unsupportedMediaType:
            ("Only JPEG and PNG pictures are taken. Send such.", "仅支持 JPEG 和 PNG 照片，请更换后重试。")
        case .rateLimited, .overloaded:
            ("Too many attempts: wait a little.", "操作过于频繁，请稍后再试。")
        case .unavailable:
            (
                "A part of the service is not available. Try again in a moment.",
                "部分服务暂不可用，请稍后再试。"
            )
        case .internalError:
            ("Something went wrong in the service. Try again.", "服务内部出错，请重试。")
        }
    }
}
