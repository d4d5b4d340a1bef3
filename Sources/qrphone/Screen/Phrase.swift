import Terminal

/// Every text the phone says, in every language.
enum Phrase: CaseIterable {
    // The request
    case asksToLogIn, asksToRegister, asksToCheckFace
    case domain, address, place, browser, system, started, secondsAgo, network, unknown
    case sameNetwork, otherNetwork, newBrowser, knownBrowser, wants, terms, required
    case warning, program, locationMismatch, secondScan, notYours, message, compareMessage
    // Lists
    case noRequests, secondsLeft, noSignIns, ended, lastUsed, ends
    // Questions
    case enterNumber, enterCredential, enterPIN, grantScope, acceptTerms, reallyConfirm, whichFace
    // How it stands
    case waitingForDecision, confirmed, faceOpen, triesLeft, approved, denied, cancelled, expired
    case wrongNumber, faceFailed, faceUnavailable, riskBlocked, replaced
    case enrolled, revoked
    // What went wrong
    case refused, unknownCode, staleCode, alreadyScanned, sessionOver, notFound, walletNotAllowed
    case wrongSubject, invalidAssertion, deviceKeyRequired, missingAsk, notAttested, alreadyDecided
    case tooManyCalls, deviceNotEnrolled, noCodeInPicture, notALoginCode, severalLoginCodes
    case foreignIssuer, cannotReachBroker, malformedAnswer, inputEnded

    func text(in language: Language) -> String {
        switch language {
        case .english: texts.english
        case .chinese: texts.chinese
        }
    }

    private var texts: (english: String, chinese: String) {
        switch self {
        case .asksToLogIn: ("wants you to log in", "请求登录")
        case .asksToRegister: ("wants you to register", "请求注册")
        case .asksToCheckFace: ("wants a face check", "请求人脸核验")
        case .domain: ("Website", "网站")
        case .address: ("Address", "网络地址")
        case .place: ("Place", "地点")
        case .browser: ("Browser", "浏览器")
        case .system: ("System", "操作系统")
        case .started: ("Started", "发起时间")
        case .secondsAgo: ("seconds ago", "秒前")
        case .network: ("Network", "网络")
        case .unknown: ("unknown", "未知")
        case .sameNetwork: ("the same as this phone", "与本手机相同")
        case .otherNetwork: ("not the one of this phone", "与本手机不同")
        case .newBrowser: ("never used by you before", "您从未使用过")
        case .knownBrowser: ("used by you before", "您曾使用过")
        case .wants: ("Wants to know", "申请获取")
        case .terms: ("Terms", "须同意的条款")
        case .required: ("required", "必选")
        case .warning: ("WARNING", "警告")
        case .program:
            (
                "a program asks, not a web page: go on only if you started it just now",
                "发起者是程序而非网页，仅在您刚刚亲自启动它时继续"
            )
        case .locationMismatch:
            ("the browser is somewhere else than this phone", "浏览器与本手机不在同一地点")
        case .secondScan: ("somebody else tried to scan the same code", "另有人尝试扫描同一个二维码")
        case .notYours:
            ("If you did not open this page yourself, say no.", "如非本人打开该页面,请拒绝。")
        case .message: ("Message", "核对信息")
        case .compareMessage:
            ("Go on only if you see the same message where you started.", "请仅在发起处显示相同信息时继续。")
        case .noRequests: ("Nobody is waiting for you.", "没有待确认的请求。")
        case .secondsLeft: ("seconds left", "秒后过期")
        case .noSignIns: ("You are signed in nowhere.", "您没有已登录的浏览器。")
        case .ended: ("Sign-ins ended:", "已退出的登录数:")
        case .lastUsed: ("Last used", "最近使用")
        case .ends: ("Ends", "到期")
        case .enterNumber:
            ("Number on the page (n: no, x: this was not me):", "请输入网页上显示的数字(n:拒绝,x:不是本人):")
        case .enterCredential:
            ("Credential to use (n: no, x: this was not me):", "请选择凭证(n:拒绝,x:不是本人):")
        case .enterPIN: ("PIN (n: no, x: this was not me):", "请输入密码(n:拒绝,x:不是本人):")
        case .grantScope: ("Share?", "是否提供?")
        case .acceptTerms: ("Accept?", "是否同意?")
        case .reallyConfirm:
            ("Confirm? y: yes, n: no, x: this was not me", "确认登录?y:确认,n:拒绝,x:不是本人")
        case .whichFace:
            (
                "Face check: p: pass, f: fail, e: error, s: skip, n: no, x: not me; tries left:",
                "人脸核验:p:通过,f:不通过,e:出错,s:跳过,n:拒绝,x:不是本人;剩余次数:"
            )
        case .waitingForDecision: ("Scanned; waiting for a decision.", "已扫码,等待确认。")
        case .confirmed: ("Confirmed.", "已确认。")
        case .faceOpen: ("A face check is open; tries left:", "需要人脸核验,剩余次数:")
        case .triesLeft: ("tries left", "剩余次数")
        case .approved: ("Done. The page is logged in.", "登录成功。")
        case .denied: ("Denied. The page was told.", "已拒绝登录。")
        case .cancelled: ("The page cancelled the login.", "网页已取消登录。")
        case .expired: ("Too late: the login has expired.", "登录已过期。")
        case .wrongNumber:
            ("Wrong number: the login has ended.", "数字不正确,本次登录已终止。")
        case .faceFailed:
            ("The face check failed: the login has ended.", "人脸核验未通过,本次登录已终止。")
        case .faceUnavailable:
            ("The face check is not available at the moment.", "人脸核验暂不可用。")
        case .riskBlocked: ("Refused because of a risk.", "存在风险,已被阻止。")
        case .replaced: ("The page has begun another login.", "网页已发起新的登录。")
        case .enrolled: ("The device key is enrolled.", "设备密钥已登记。")
        case .revoked: ("The device key is revoked.", "设备密钥已吊销。")
        case .refused: ("The broker refused", "登录服务拒绝了请求")
        case .unknownCode: ("This code is not known.", "无法识别该二维码。")
        case .staleCode:
            ("This code is too old: scan the one on the page now.", "二维码已失效,请扫描网页上的最新二维码。")
        case .alreadyScanned: ("Somebody else has scanned this code.", "该二维码已被他人扫描。")
        case .sessionOver: ("This login is over.", "本次登录已结束。")
        case .notFound: ("There is no such login for this phone.", "本手机没有该登录请求。")
        case .walletNotAllowed: ("This wallet may not be used here.", "此处不支持该钱包。")
        case .wrongSubject: ("Another person is expected.", "登录人与预期不符。")
        case .invalidAssertion:
            ("The key of this phone is not accepted.", "本手机的密钥未被接受。")
        case .deviceKeyRequired:
            ("Only an enrolled device may do this.", "仅限已登记的设备。")
        case .missingAsk: ("The confirmation lacks something that was asked.", "确认内容不完整。")
        case .notAttested:
            ("This key may not vouch for that.", "该密钥无权证明此项。")
        case .alreadyDecided: ("This login was decided before.", "本次登录已作出决定。")
        case .tooManyCalls: ("Too many attempts: wait a little.", "操作过于频繁,请稍后再试。")
        case .deviceNotEnrolled:
            (
                "This device has no enrolled key; give the wallet's key with --wallet-key. Broker:",
                "本设备尚未登记密钥,请用 --wallet-key 提供钱包密钥。服务:"
            )
        case .noCodeInPicture: ("There is no code in the picture.", "图片中没有二维码。")
        case .notALoginCode: ("This is not a login code:", "这不是登录二维码:")
        case .severalLoginCodes:
            ("There are several login codes in the picture:", "图片中有多个登录二维码:")
        case .foreignIssuer:
            ("The code belongs to another service:", "该二维码属于其他服务:")
        case .cannotReachBroker: ("The broker cannot be reached:", "无法连接登录服务:")
        case .malformedAnswer:
            ("The answer is not one of a broker:", "登录服务的应答无法理解:")
        case .inputEnded:
            ("The input ended before the decision; nothing was decided.", "输入已结束,未作出决定。")
        }
    }
}

extension Phrase {
    /// What a person should know about a refusal; `nil` for codes that only a developer meets.
    init?(problem code: String) {
        switch code {
        case "unknown_code": self = .unknownCode
        case "stale_code": self = .staleCode
        case "already_scanned": self = .alreadyScanned
        case "session_over": self = .sessionOver
        case "not_found": self = .notFound
        case "wallet_not_allowed": self = .walletNotAllowed
        case "wrong_subject": self = .wrongSubject
        case "invalid_assertion": self = .invalidAssertion
        case "device_key_required": self = .deviceKeyRequired
        case "missing_ask": self = .missingAsk
        case "not_attested": self = .notAttested
        case "already_decided": self = .alreadyDecided
        case "wrong_number": self = .wrongNumber
        case "risk_blocked": self = .riskBlocked
        case "rate_limited", "overloaded": self = .tooManyCalls
        default: return nil
        }
    }

    /// A warning of the broker; `nil` for one that this phone has no words for.
    init?(warning code: String) {
        switch code {
        case "program": self = .program
        case "location_mismatch": self = .locationMismatch
        case "second_scan": self = .secondScan
        default: return nil
        }
    }

    /// How a login stands.
    init(_ standing: Standing) {
        switch (standing.status, standing.hint) {
        case ("approved", _), ("redeemed", _): self = .approved
        case ("denied", _): self = .denied
        case ("cancelled", _): self = .cancelled
        case ("expired", _): self = .expired
        case ("replaced", _): self = .replaced
        case ("failed", "face_failed"): self = .faceFailed
        case ("failed", "wrong_number"): self = .wrongNumber
        case ("failed", "risk_blocked"): self = .riskBlocked
        case ("failed", _), (_, "face_unavailable"): self = .faceUnavailable
        case ("face_checking", _): self = .faceOpen
        case ("confirmed", _): self = .confirmed
        default: self = .waitingForDecision
        }
    }
}
