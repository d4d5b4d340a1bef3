import Terminal

/// Every text the program says, in every language.
enum Phrase: CaseIterable {
    case scanOrOpen, open, letters, goodForMinutes, goodForSeconds
    case loggedIn, loggedInAs
    case denied, expired, refused, cannotReach, malformedAnswer, foreignIssuer, untrustedToken
    case interrupted

    func text(in language: Language) -> String {
        switch language {
        case .english: texts.english
        case .chinese: texts.chinese
        }
    }

    private var texts: (english: String, chinese: String) {
        switch self {
        case .scanOrOpen:
            (
                "Scan the code with your wallet app, or type the letters there; this page says how:",
                "请用钱包 App 扫描二维码，或在 App 中输入登录码；说明见以下网页："
            )
        case .open:
            (
                "Type the letters into your wallet app; this page says how:",
                "请在钱包 App 中输入登录码；说明见以下网页："
            )
        case .letters: ("Letters", "登录码")
        case .goodForMinutes:
            ("Waiting. Minutes until it is too late:", "等待确认。剩余分钟数：")
        case .goodForSeconds:
            ("Waiting. Seconds until it is too late:", "等待确认。剩余秒数：")
        case .loggedIn: ("Logged in at", "登录成功：")
        case .loggedInAs: ("as", "用户")
        case .denied: ("The login was refused on the phone.", "登录已在手机上被拒绝。")
        case .expired: ("Too late: the code has expired.", "二维码已过期。")
        case .refused: ("The login service refused:", "登录服务拒绝了请求：")
        case .cannotReach: ("The login service cannot be reached:", "无法连接登录服务：")
        case .malformedAnswer:
            ("The answer is not one of a login service:", "登录服务的应答无法理解：")
        case .foreignIssuer:
            ("The address belongs to another login service:", "该地址属于其他登录服务：")
        case .untrustedToken: ("The ID token cannot be trusted:", "身份令牌不可信：")
        case .interrupted: ("Stopped; nobody is logged in.", "已停止，未登录。")
        }
    }
}
