package import LoginFlow

/// The answer to a decision, a face result, or a question how it stands.
package struct DecisionAnswer: Sendable {
    /// A face check the phone may do now.
    package struct OpenFaceCheck: Sendable {
        package let checkID: String
        package let challenge: String
        package let methods: [String]
        /// Movements to be made in a capture, in this order.
        package let actions: [String]
        /// Whether the credential's portrait must be sent with the capture.
        package let needsPortrait: Bool
        /// Where the person goes on, once the provider has been asked.
        package var url: String?
        package let triesLeft: Int
        package let expiresIn: Int
    }

    package let status: Status
    package let hint: Hint
    package let version: Int64
    package let expiresIn: Int?
    package var openFaceCheck: OpenFaceCheck?
    package let triesLeft: Int
    /// Why the named face check did not pass.
    package var faceReason: FaceReason?
    package let warnings: [String]
    /// Where the app takes the person back to the page; `nil` where that is on another device.
    package let returnTo: String?
    package var receipt: TermsReceipt?
}
