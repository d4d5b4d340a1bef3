/// What the phone asks a person. At most of them `n` says no and `x` says that it was not them.
enum Question: Spoken, CaseIterable {
    case number, verify, actingFor, credential, listedCredential, pin, grantScope, acceptTerms
    case photos, face, reallyConfirm, anotherCredential

    var texts: (english: String, chinese: String) {
        switch self {
        case .number:
            ("Number on the page (n: no, x: this was not me):", "请输入网页上显示的数字(n:拒绝,x:不是本人):")
        case .verify:
            ("Verify now? n goes back and ends the login. Level:", "现在认证吗？n：返回并终止登录。等级：")
        case .actingFor:
            (
                "For whom? s: for yourself, or the organisation's id (n: no, x: this was not me):",
                "为谁办理？s：本人，或输入机构编号（n：拒绝，x：不是本人）："
            )
        case .credential:
            ("Credential to use (n: no, x: this was not me):", "请选择凭证(n:拒绝,x:不是本人):")
        case .listedCredential:
            (
                "Credential to use, by its number or id (n: no, x: this was not me):",
                "请选择凭证，输入序号或编号（n：拒绝，x：不是本人）："
            )
        case .pin: ("PIN (n: no, x: this was not me):", "请输入密码(n:拒绝,x:不是本人):")
        case .grantScope: ("Share?", "是否提供？")
        case .acceptTerms: ("Accept?", "是否同意？")
        case .photos:
            (
                "Pictures to send: files, or one folder (n: no, x: this was not me):",
                "请输入照片文件，或一个文件夹（n：拒绝，x：不是本人）："
            )
        case .face: ("Face check, tries left:", "人脸核验，剩余次数：")
        case .reallyConfirm:
            ("Confirm? y: yes, n: no, x: this was not me", "确认登录?y:确认,n:拒绝,x:不是本人")
        case .anotherCredential:
            ("Choose another one? y: yes, n: no", "是否改用其他凭证？y：是，n：否")
        }
    }
}
