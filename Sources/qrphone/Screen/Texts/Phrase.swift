/// Words around a request, a list and a device.
enum Phrase: Spoken, CaseIterable {
    // The request
    case asksToLogIn, asksToRegister, asksToCheckFace
    case domain, address, place, browser, system, started, secondsAgo, network, unknown
    case sameNetwork, otherNetwork, newBrowser, knownBrowser, wants, terms, required
    case warning, program, locationMismatch, secondScan, notYours, message, compareMessage
    case level, levelGate, onThisDevice
    // Lists
    case noRequests, secondsLeft, noSignIns, ended, lastUsed, ends, noDevices, added
    // Devices
    case enrolled, revoked, removed

    var texts: (english: String, chinese: String) {
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
        case .secondsAgo: ("s ago", "秒前")
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
            ("If you did not open this page yourself, say no.", "如非本人打开该页面，请拒绝。")
        case .message: ("Message", "核对信息")
        case .compareMessage:
            ("Go on only if you see the same message where you started.", "请仅在发起处显示相同信息时继续。")
        case .level: ("Level", "实名等级")
        case .levelGate:
            (
                "this service needs level {needed}, yours is {held}; a verification follows",
                "该服务需要 {needed} 级，您当前为 {held} 级，需先完成认证"
            )
        case .onThisDevice:
            ("The page was opened on this device.", "该页面是在本设备上打开的。")
        case .noRequests: ("Nobody is waiting for you.", "没有待确认的请求。")
        case .secondsLeft: ("s left", "秒后过期")
        case .noSignIns: ("You are signed in nowhere.", "您没有已登录的浏览器。")
        case .ended: ("Sign-ins ended:", "已退出的登录数：")
        case .lastUsed: ("Last used", "最近使用")
        case .ends: ("Ends", "到期")
        case .noDevices: ("No phone of yours is enrolled.", "您没有已登记的手机。")
        case .added: ("Added", "添加时间")
        case .removed: ("The phone is removed.", "该手机已被移除。")
        case .enrolled: ("The device key is enrolled.", "设备密钥已登记。")
        case .revoked: ("The device key is revoked.", "设备密钥已吊销。")
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
}
