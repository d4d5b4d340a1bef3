extension LoginSession {
    /// Lets a passed deadline take effect. At the deadline itself it is too late.
    ///
    /// - Returns: whether the login session expired by this call.
    @discardableResult
    package mutating func expireIfDue(at now: Moment) -> Bool {
        guard let deadline = state.deadline, now >= deadline, let reason = state.expiry
        else { return false }
        move(to: .expired(reason), cause: .deadline, at: now)
        return true
    }

    /// Ends it before its time, wherever it stands, because what it needs was switched off. An ending
    /// stays what it is.
    package mutating func switchOff(at now: Moment) {
        expireIfDue(at: now)
        if state.status.isTerminal { return }
        move(to: .expired(.switchedOff), cause: .switchOff, at: now)
    }
}
