/// What the person in front of the page should be told to do or know.
package enum Hint: String, Sendable, CaseIterable {
    case scanCode = "scan_code"
    case confirmOnPhone = "confirm_on_phone"
    case enterNumber = "enter_number"
    case returnToPage = "return_to_page"
    case faceOnPhone = "face_on_phone"
    case faceRetry = "face_retry"
    case faceUnavailable = "face_unavailable"
    case done
    case denied
    case notMe = "not_me"
    case levelDeclined = "level_declined"
    case cancelledByPage = "cancelled_by_page"
    case expiredUnscanned = "expired_unscanned"
    case expiredUndecided = "expired_undecided"
    case expiredUnredeemed = "expired_unredeemed"
    case switchedOff = "switched_off"
    case wrongNumber = "wrong_number"
    case faceFailed = "face_failed"
    case riskBlocked = "risk_blocked"
    case replaced
}
