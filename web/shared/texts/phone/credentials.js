/** Words about credentials: what they are, their states, their portraits. */
export const credentialTexts = {
  "credentials.title": ["My credentials", "我的凭证"],
  "credential.label": ["Credential to use", "选择凭证"],
  "credential.none": ["You hold no credential yet.", "您还没有凭证。"],
  "credential.add": ["Get a credential", "申领凭证"],
  "credential.again": ["Get a new credential", "重新申领凭证"],
  "credential.kind.own": ["Issued on this phone", "本机申领"],
  "credential.kind.delegated": ["Delegated to this phone", "授权到本机"],
  "credential.sole": ["The account of this wallet", "此钱包的账户"],
  "credential.delegated.about": [
    "Issued with another phone and delegated to this one. It can be revoked at any time.",
    "由他人手机代办并授权到本机，可随时吊销。",
  ],
  "credential.type.account": ["Wallet account", "钱包账户"],
  "credential.type.network-id": ["Network identity certificate", "网络身份凭证"],
  "credential.state.valid": ["Valid until {date}", "有效期至 {date}"],
  "credential.state.valid.always": ["Valid", "有效"],
  "credential.state.expired": ["Expired on {date}", "已于 {date} 过期"],
  "credential.state.revoked": ["Revoked", "已吊销"],
  "credential.unusable.expired": [
    "This credential has expired: its document is no longer valid.",
    "该凭证已过期：对应证件的有效期已过。",
  ],
  "credential.unusable.expired.way_out": [
    "Choose another one, or renew the document and get a new credential with it.",
    "请选择其他凭证，或在证件换发后重新申领。",
  ],
  "credential.unusable.revoked": [
    "This credential was revoked: it was ended, or a newer one took its place.",
    "该凭证已吊销：已被注销或被新凭证替代。",
  ],
  "credential.unusable.revoked.way_out": [
    "Choose another one, or get a new credential. If it was not you who ended it, tell the wallet.",
    "请选择其他凭证或重新申领。如非本人吊销，请联系钱包客服。",
  ],
  "credential.unusable.other": ["This credential cannot be used.", "该凭证无法使用。"],
  "credential.unusable.other.way_out": [
    "Choose another one, or get a new credential.",
    "请选择其他凭证或重新申领。",
  ],
  "credential.refused.expired": [
    "The service did not accept that credential: it has expired. Nothing was decided; choose " +
      "another.",
    "该凭证已过期，未被接受。尚未提交任何确认，请选择其他凭证。",
  ],
  "credential.refused.revoked": [
    "The service did not accept that credential: it was revoked. Nothing was decided; choose " +
      "another.",
    "该凭证已吊销，未被接受。尚未提交任何确认，请选择其他凭证。",
  ],
  "credential.anyway": ["Show it all the same", "仍然使用"],
  "credential.anyway.detail": [
    "A wallet would stop here. The simulator can send it, to see the service refuse.",
    "真实钱包会在此停止；模拟器可以继续提交，以查看服务的拒绝结果。",
  ],
  "credential.revoke": ["Revoke this credential", "吊销此凭证"],
  "credential.revoke.sure": [
    "It can never be used again, and its portrait is removed from this browser.",
    "吊销后不可恢复，凭证照片将从此浏览器删除。",
  ],
  "credential.revoke.yes": ["Revoke for good", "确认吊销"],
  "credential.revoke.no": ["Keep it", "保留"],

  "portrait.title": ["Portrait", "凭证照片"],
  "portrait.about": [
    "A face check compares you with this picture. It stays in this browser and is sent only " +
      "when a " +
      "service asks for a face check.",
    "人脸核验时会与此照片比对。照片仅保存在此浏览器中，只在服务要求人脸核验时发送。",
  ],
  "portrait.alt": ["Portrait of this credential", "凭证照片"],
  "portrait.take": ["Take the portrait", "拍摄照片"],
  "portrait.retake": ["Take another", "重新拍摄"],
  "portrait.shoot": ["Take it now", "拍照"],
  "portrait.stop": ["Stop", "取消"],
  "portrait.file": ["Choose a file", "选择文件"],
  "portrait.remove": ["Remove", "删除"],
  "portrait.unreadable": [
    "That file is no picture this browser can read. Choose a JPEG or PNG file.",
    "无法读取该文件，请选择 JPEG 或 PNG 图片。",
  ],
  "portrait.unkept": [
    "This browser has no room for the picture. Remove another portrait, then try again.",
    "浏览器存储空间不足，请先删除其他照片后重试。",
  ],
};
