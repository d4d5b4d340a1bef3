/// Whoever holds the phone.
protocol Person {
    /// Decides, after the request was shown.
    func decide(on scanned: Scanned) throws(PhoneFailure) -> Decision

    /// Decides again after the credential of a confirmation turned out to be unusable; the person
    /// was told why.
    ///
    /// - Returns: `nil` to leave it at the refusal.
    func decideAgain(
        insteadOf details: ConfirmDetails, on scanned: Scanned
    ) throws(PhoneFailure) -> Decision?

    /// Says what happens to an open face check.
    ///
    /// - Parameter previous: steps of this login that the broker has taken already.
    func face(_ check: FaceCheck, previous: [FaceStep]) throws(PhoneFailure) -> FaceStep
}

extension Person {
    func decideAgain(
        insteadOf details: ConfirmDetails, on scanned: Scanned
    ) throws(PhoneFailure) -> Decision? { nil }
}
