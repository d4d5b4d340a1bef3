import StrictJSON

/// A login whose face check is open.
enum FaceLogin {
    /// - Throws: `.needs` when the deployment asks this portal for no face, or judges it itself.
    static func begin(
        _ page: LoginPage, by somebody: AttackPhone
    ) async throws -> (AttackPhone, OpenFaceCheck) {
        var phone = somebody
        try await phone.scan(page)
        guard phone.scanned["asks"]?["face"]?.bool == true else {
            throw AttackFailure.needs("a portal whose policy asks for a face")
        }
        let answer = try await phone.send("confirm", try await phone.confirmation(page))
        guard let check = OpenFaceCheck(answer.json) else {
            throw AttackFailure.refused("confirm: \(answer.brief)")
        }
        guard check.takesResult else {
            throw AttackFailure.needs("a policy that takes the wallet's word for faces")
        }
        return (phone, check)
    }
}
