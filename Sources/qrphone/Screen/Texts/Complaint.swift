/// What the phone says when it cannot go on.
enum Complaint: Spoken, CaseIterable {
    case refused, deviceNotEnrolled, noCodeInPicture, notALoginCode, severalLoginCodes
    case foreignIssuer, cannotReachBroker, malformedAnswer, inputEnded, noPhotos
    case unknownCredential

    var texts: (english: String, chinese: String) {
        switch self {
        case .refused: ("The broker refused", "登录服务拒绝了请求")
        case .deviceNotEnrolled:
            (
                "This device has no enrolled key; give the wallet's key with --wallet-key. Broker:",
                "本设备尚未登记密钥，请用 --wallet-key 提供钱包密钥。服务："
            )
        case .noCodeInPicture: ("There is no code in the picture.", "图片中没有二维码。")
        case .notALoginCode: ("This is not a login code:", "这不是登录二维码：")
        case .severalLoginCodes:
            ("There are several login codes in the picture:", "图片中有多个登录二维码：")
        case .foreignIssuer:
            ("The code belongs to another service:", "该二维码属于其他服务：")
        case .cannotReachBroker: ("The broker cannot be reached:", "无法连接登录服务：")
        case .malformedAnswer:
            ("The answer is not one of a broker:", "登录服务的应答无法理解：")
        case .inputEnded:
            (
                "The input ended before the last answer; what was sent before stands.",
                "输入在回答完之前结束；此前已发送的内容仍然有效。"
            )
        case .noPhotos:
            (
                "This face check wants pictures: give --picture or --capture-folder.",
                "此次人脸核验需要照片：请提供 --picture 或 --capture-folder。"
            )
        case .unknownCredential:
            (
                "This device holds no such credential; see qrphone credentials list:",
                "本设备没有该凭证，可用 qrphone credentials list 查看："
            )
        }
    }
}
