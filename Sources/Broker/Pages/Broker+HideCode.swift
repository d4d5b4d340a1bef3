import LoginFlow

extension Broker {
    /// The same without a code for another device, where the policy wants none on a phone: RFC 10027
    /// section 5, no flow between devices where one will do.
    ///
    /// Only where the login can be finished on the phone: an app can be opened from the page, and it
    /// finds a way back. Fixed at the creation, because a code that was shown must not vanish; the
    /// purpose's policy counts, for nobody knows yet with which wallet it will be.
    func hidingCode(_ checked: CheckedStart, from requester: Requester) -> CheckedStart {
        let request = checked.request
        guard checked.policy.crossDeviceOnPhones == .hide, requester.isPhone,
            request.channel == .page, request.returnPlace != nil
        else { return checked }
        let opened = request.wallets.filter { wallets[$0]?.canBeOpened == true }
        if opened.isEmpty { return checked }
        var hiding = checked
        hiding.request.isSameDeviceOnly = true
        hiding.request.wallets = opened
        hiding.policy.userCode = false
        return hiding
    }
}
