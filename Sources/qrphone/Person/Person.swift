/// Whoever holds the phone.
protocol Person {
    /// Decides, after the request was shown.
    func decide(on scanned: Scanned) throws(PhoneFailure) -> Decision

    /// Says what happens to an open face check.
    ///
    /// - Parameter previous: results of this login that the broker has taken already.
    func face(_ check: FaceCheck, previous: [FaceResult]) throws(PhoneFailure) -> FaceStep
}
