/// Why a face check did not pass, by the reason the broker gives, and what to do better.
enum FaceAdvice: String, Spoken, CaseIterable {
    case noFace = "no_face"
    case manyFaces = "many_faces"
    case tooDark = "too_dark"
    case blurred, occluded, mismatch
    case notLive = "not_live"
    case timeout
    case providerError = "provider_error"

    var texts: (english: String, chinese: String) {
        switch self {
        case .noFace:
            (
                "No face was found. Hold the phone so that your face fills the picture.",
                "未检测到人脸，请将面部置于画面中央。"
            )
        case .manyFaces:
            (
                "There is more than one face. Only you should be in the picture.",
                "检测到多张人脸，请确保画面中只有您一人。"
            )
        case .tooDark: ("It is too dark. Turn towards the light.", "光线过暗，请面向光源。")
        case .blurred:
            ("The picture is blurred. Hold still and wipe the lens.", "画面模糊，请保持静止并擦拭镜头。")
        case .occluded:
            (
                "Something covers your face. Take off mask, sunglasses or hat.",
                "面部有遮挡，请摘下口罩、墨镜或帽子。"
            )
        case .mismatch:
            (
                "The face did not match. Try again in better light, or with your own credential.",
                "比对未通过，请在光线良好处重试，并确认使用本人的凭证。"
            )
        case .notLive:
            (
                "No live person was seen. Look at the camera and make the movements asked for.",
                "未能确认为真人，请正视镜头并按提示做动作。"
            )
        case .timeout: ("It took too long. Try again.", "采集超时，请重试。")
        case .providerError:
            (
                "The face check is not available right now. This costs no try; try again soon.",
                "核验服务暂不可用，不计次数，请稍后重试。"
            )
        }
    }
}

/// A movement that shows that somebody is alive; left and right are the person's own.
enum FaceAction: String, Spoken, CaseIterable {
    case turnLeft = "turn_left"
    case turnRight = "turn_right"
    case blink, smile
    case openMouth = "open_mouth"

    var texts: (english: String, chinese: String) {
        switch self {
        case .turnLeft: ("turn your head to your left", "向左转头")
        case .turnRight: ("turn your head to your right", "向右转头")
        case .blink: ("blink", "眨眼")
        case .smile: ("smile", "微笑")
        case .openMouth: ("open your mouth", "张嘴")
        }
    }
}
