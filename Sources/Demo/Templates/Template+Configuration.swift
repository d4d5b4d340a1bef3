import Foundation

extension Template {
    /// Who judges faces, where a policy of a template asks for a face check.
    package enum FaceChoice: String, Sendable, CaseIterable {
        /// The wallet, as the templates are written.
        case attested
        /// A simulator that passes everybody.
        case simulator
        /// Models on this machine.
        case local
        /// A company's service.
        case remote
    }

    /// The whole configuration, for these addresses.
    func configuration(
        at addresses: TemplateAddresses, faces: FaceChoice = .attested
    ) -> String {
        let placed = addresses.placed(in: text)
        switch faces {
        case .attested: return placed
        case .simulator, .remote: return Self.judged(by: faces, in: placed)
        case .local:
            return Self.judged(by: faces, in: placed)
                .replacingOccurrences(of: "  # local:", with: "  local:")
        }
    }

    private static func judged(by faces: FaceChoice, in text: String) -> String {
        text.replacingOccurrences(
            of: "provider: attested", with: "provider: \(faces.rawValue)")
    }
}
