/// How a login stands, and what to do about it when it ended badly.
enum StandingPhrase: Spoken, CaseIterable {
    case waitingForDecision, confirmed, returnToPage, faceOpen, approved, verified
    case denied, levelDeclined, cancelled, unscanned, undecided, unredeemed, switchedOff, expired
    case wrongNumber, faceFailed, faceUnavailable, faceServiceDown, riskBlocked, replaced

    /// - Parameter purpose: of the login: after a registration or a face check nobody is logged in.
    init(_ standing: Standing, purpose: String = "login") {
        switch (standing.status, standing.hint) {
        case ("approved", _), ("redeemed", _):
            self = purpose == "login" ? .approved : .verified
        case ("denied", "level_declined"): self = .levelDeclined
        case ("denied", _): self = .denied
        case ("cancelled", _): self = .cancelled
        case ("expired", "expired_unscanned"): self = .unscanned
        case ("expired", "expired_undecided"): self = .undecided
        case ("expired", "expired_unredeemed"): self = .unredeemed
        case ("expired", "switched_off"): self = .switchedOff
        case ("expired", _): self = .expired
        case ("replaced", _): self = .replaced
        case ("failed", "face_failed"): self = .faceFailed
        case ("failed", "wrong_number"): self = .wrongNumber
        case ("failed", "risk_blocked"): self = .riskBlocked
        case ("failed", _): self = .faceUnavailable
        case (_, "face_unavailable"): self = .faceServiceDown
        case ("face_checking", _): self = .faceOpen
        case ("confirmed", "return_to_page"): self = .returnToPage
        case ("confirmed", _): self = .confirmed
        default: self = .waitingForDecision
        }
    }

    var texts: (english: String, chinese: String) {
        switch self {
        case .waitingForDecision: ("Scanned; waiting for a decision.", "已扫码，等待确认。")
        case .confirmed: ("Confirmed.", "已确认。")
        case .returnToPage:
            ("Confirmed. The page waits for you to come back.", "已确认，请返回原网页完成登录。")
        case .faceOpen: ("A face check is open.", "需要人脸核验。")
        case .approved: ("Done. The page is logged in.", "登录成功。")
        case .verified: ("Done. You are verified; go on at the page.", "认证成功，请回到网页继续。")
        case .denied: ("Denied. The page was told.", "已拒绝登录。")
        case .levelDeclined:
            (
                "Ended: this service needs a higher level. Scan again to be verified.",
                "登录已终止：该服务需要更高的实名等级，可重新扫码完成认证。"
            )
        case .cancelled:
            (
                "The page cancelled the login. Get a new code there to begin again.",
                "网页已取消登录，可在网页上获取新的二维码重新开始。"
            )
        case .unscanned, .undecided, .expired:
            (
                "Too late: the login has expired. Get a new code on the page and scan again.",
                "登录已过期，请在网页上获取新的二维码重新扫描。"
            )
        case .unredeemed:
            (
                "The website did not pick up the login. Please begin again there.",
                "网站未取得登录结果，请在网站上重新开始。"
            )
        case .switchedOff:
            (
                "The operator has switched this login off for the time being. Please try later.",
                "该登录服务已被运营方暂停，请稍后再试。"
            )
        case .wrongNumber:
            (
                "Wrong number: the login has ended. Get a new code and read its number.",
                "数字不正确，本次登录已终止，请获取新的二维码并核对数字。"
            )
        case .faceFailed:
            (
                "The face check failed: the login has ended. Get a new code and try again in even "
                    + "light.", "人脸核验未通过，本次登录已终止，请在光线均匀处获取新的二维码重试。"
            )
        case .faceUnavailable:
            (
                "The face check is not available: the login has ended. Try later, or another way "
                    + "to log in.", "人脸核验不可用，本次登录已终止，请稍后再试或使用其他登录方式。"
            )
        case .faceServiceDown:
            (
                "The face check is not available at the moment; this costs no try. Try again soon.",
                "人脸核验暂不可用，不计次数，请稍后重试。"
            )
        case .riskBlocked:
            (
                "Refused because of a risk. Try from your usual network, or ask the website.",
                "存在风险，已被阻止。请使用常用网络重试，或联系网站。"
            )
        case .replaced:
            ("The page has begun another login. Scan its new code.", "网页已发起新的登录，请扫描新的二维码。")
        }
    }
}
