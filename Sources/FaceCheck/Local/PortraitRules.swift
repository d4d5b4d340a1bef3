/// What a portrait must be before its face is looked at.
package struct PortraitRules: Sendable, Hashable {
    package enum Format: String, Sendable, CaseIterable {
        case jpeg
        case png
    }

    package var formats: [Format] = [.jpeg]
    /// Bytes of the file.
    package var bytes: ClosedRange<Int> = 20_480...2_097_152
    /// Pixels.
    package var minimumWidth = 300
    /// Pixels.
    package var minimumHeight = 420

    package init() {}
}
