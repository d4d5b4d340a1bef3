package import LoginFlow

/// A movement of the face that a capture may ask for, to tell a person from a photograph. Left and
/// right are the person's own.
package enum FaceAction: String, Sendable, CaseIterable {
    case turnLeft = "turn_left"
    case turnRight = "turn_right"
    case blink
    case smile
    case openMouth = "open_mouth"
}

/// What the phone sends for one face check.
package struct FaceEvidence: Sendable {
    /// What the phone or its wallet says; `nil` where pictures are to be judged.
    package var report: FaceReport?
    /// Whether whoever signed it may vouch for faces.
    package var isAttested: Bool
    /// Pictures, in the order in which they were taken.
    package var pictures: [[UInt8]]
    /// The portrait that the wallet vouched for; what the pictures are compared with.
    package var portrait: [UInt8]?
    /// The movements that were asked for, in order.
    package var actions: [FaceAction]
    /// The person wants to go to the provider now.
    package var begins: Bool
    /// How long the check may still take.
    package var timeLeft: Seconds

    package init(
        report: FaceReport?, isAttested: Bool, pictures: [[UInt8]] = [],
        portrait: [UInt8]? = nil, actions: [FaceAction] = [], begins: Bool = false,
        timeLeft: Seconds
    ) {
        self.report = report
        self.isAttested = isAttested
        self.pictures = pictures
        self.portrait = portrait
        self.actions = actions
        self.begins = begins
        self.timeLeft = timeLeft
    }
}

/// A result as a phone reports it.
package enum FaceReport: Sendable, Hashable {
    case verdict(FaceVerdict)
    /// The simulator's only: a provider that has not decided.
    case notYet
    /// The simulator's only: a provider that decides after so many seconds.
    case late(FaceVerdict, after: Seconds)
}
