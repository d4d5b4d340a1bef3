/// What can go wrong when a credential is issued, and the way out of each.
enum IssueFailure: String, Spoken, CaseIterable {
    /// The phone has no reader for the chip of the document.
    case nfc
    /// The chip could not be read.
    case document
    case face
    /// The code that was sent to the phone number was not entered.
    case phone

    var texts: (english: String, chinese: String) {
        switch self {
        case .nfc:
            (
                "This phone cannot read the chip of a document (no NFC). Borrow a phone that can: "
                    + "issue the credential there, then hand it over to this device with "
                    + "qrphone credentials delegate. Nothing of it stays on the other phone.",
                "本手机不支持 NFC，无法读取证件芯片。可借用支持 NFC 的手机申领，"
                    + "再用 qrphone credentials delegate 授权到本机，对方手机不保留任何信息。"
            )
        case .document:
            (
                "The document could not be read; nothing was issued. Take the phone out of its "
                    + "case, hold the document still against its back, and try again.",
                "证件读取失败，未能申领。请取下手机壳，将证件贴紧手机背面并保持不动后重试。"
            )
        case .face:
            (
                "The face check did not succeed; nothing was issued. Try again in even light, with "
                    + "nothing over your face.", "人脸核验未通过，未能申领。请在光线均匀处、面部无遮挡时重试。"
            )
        case .phone:
            (
                "The phone number was not confirmed; nothing was issued. Check the number and ask "
                    + "for a new code.", "手机号验证未完成，未能申领。请核对号码后重新获取验证码。"
            )
        }
    }
}
