/// What an answer of the broker brings besides how the login stands.
enum NewsPhrase: Spoken, CaseIterable {
    case triesLeft, movements, portraitWanted, visit, goBack, accepted, acceptedAt, version

    var texts: (english: String, chinese: String) {
        switch self {
        case .triesLeft: ("Tries left:", "剩余次数：")
        case .movements:
            (
                "Look straight ahead, then, in this order and one picture or more for each:",
                "请先正视镜头，再依次完成以下动作（每个动作至少一张照片）："
            )
        case .portraitWanted:
            (
                "The credential's portrait is sent along, to compare with.",
                "将同时发送凭证上的证件照以供比对。"
            )
        case .visit:
            (
                "The face check takes place elsewhere. Open this address on this phone and follow "
                    + "it to the end; the login then goes on by itself:",
                "人脸核验在其他页面进行。请在本手机上打开此地址并完成核验，之后登录会自动继续："
            )
        case .goBack:
            (
                "You began on this device, so only the browser where you began can finish. Go back "
                    + "to it by opening this address there:",
                "您是在本设备上发起的，只有原浏览器才能完成登录。请在原浏览器中打开此地址："
            )
        case .accepted: ("You accepted:", "您已同意：")
        case .acceptedAt: ("Accepted at", "同意时间")
        case .version: ("version", "版本")
        }
    }
}
