package import LoginFlow

/// The answer to a decision, a face result, or a question how it stands.
package struct DecisionAnswer: Sendable {
    /// A face check the phone may do now.
    package struct OpenFaceCheck: Sendable {
        package let checkID: String
        package let challenge: String
        package let methods: [String]
        package let triesLeft: Int
        package let expiresIn: Int
    }

    package let status: Status
    package let hint: Hint
    package let version: Int64
    package let expiresIn: Int?
    package let openFaceCheck: OpenFaceCheck?
    package let triesLeft: Int
    /// Why the named face check did not pass.
    package var faceReason: FaceReason?
    package let warnings: [String]
}
