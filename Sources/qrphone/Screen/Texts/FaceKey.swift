/// What a person can do at a face check, each by one key.
enum FaceKey: String, Spoken, CaseIterable {
    case pass = "p"
    case fail = "f"
    case error = "e"
    case capture = "c"
    case visit = "v"
    case skip = "s"
    case no = "n"
    case notMe = "x"

    var texts: (english: String, chinese: String) {
        switch self {
        case .pass: ("pass", "通过")
        case .fail: ("fail", "不通过")
        case .error: ("error", "出错")
        case .capture: ("send pictures", "发送照片")
        case .visit: ("check elsewhere", "前往核验页面")
        case .skip: ("skip", "跳过")
        case .no: ("no", "拒绝")
        case .notMe: ("not me", "不是本人")
        }
    }

    /// The keys that a check allows, in the order they are offered.
    static func keys(for check: FaceCheck) -> [FaceKey] {
        let byMethod: [(FaceMethod, [FaceKey])] = [
            (.result, [.pass, .fail, .error]), (.capture, [.capture]), (.visit, [.visit]),
        ]
        return byMethod.flatMap { check.allows($0.0) ? $0.1 : [] } + [.skip, .no, .notMe]
    }
}
