import Broker
package import FaceCheck
import Foundation
import LoginFlow

/// Who can judge faces here.
extension ServerConfiguration {
    package struct Face: Sendable {
        package var local: LocalFaceSettings?
        package var remote: RemoteFaceSettings?
    }

    static func readFace(
        _ section: ConfigurationSection, _ files: ConfigurationFiles, issuer: String
    ) -> Face {
        let face = section.section("face")
        let settings = Face(
            local: readLocalFace(face.section("local"), files),
            remote: readRemoteFace(face.section("remote"), files, issuer))
        face.finish()
        return settings
    }

    private static func readLocalFace(
        _ local: ConfigurationSection, _ files: ConfigurationFiles
    ) -> LocalFaceSettings? {
        let command =
            local.texts("command", nil, "program that judges faces, and its arguments") ?? []
        var settings = LocalFaceSettings(command: command)
        settings.workers = local.number(
            "workers", 1, 1...16, "processes", "each judges one check at a time")
        settings.queue = local.number(
            "queue", 64, 1...1000, "checks", "may wait; each holds its pictures in memory")
        settings.timeout = local.number(
            "timeout", 20, 1...120, "seconds", "after which a check's process is ended")
        settings.portrait = readPortrait(local.section("portrait"))
        local.finish()
        guard local.isPresent else { return nil }
        guard let program = command.first, !program.isEmpty else {
            local.complain("is required", at: "command")
            return nil
        }
        if program.contains("/") { settings.command[0] = files.path(program) }
        return settings
    }

    private static func readPortrait(_ section: ConfigurationSection) -> PortraitRules {
        var rules = PortraitRules()
        let all = PortraitRules.Format.allCases.map(\.rawValue)
        let names =
            section.texts(
                "formats", rules.formats.map(\.rawValue),
                "pictures taken: \(all.joined(separator: ", "))")
            ?? []
        rules.formats = names.compactMap(PortraitRules.Format.init)
        if rules.formats.count != names.count || names.isEmpty {
            section.complain("must be some of \(all.joined(separator: ", "))", at: "formats")
        }
        let sizes = 1...rules.bytes.upperBound
        let minimum = section.number(
            "min_bytes", rules.bytes.lowerBound, sizes, "bytes", "smallest file")
        let maximum = section.number(
            "max_bytes", rules.bytes.upperBound, sizes, "bytes", "largest file")
        if minimum > maximum { section.complain("is less than min_bytes", at: "max_bytes") }
        rules.bytes = min(minimum, maximum)...maximum
        rules.minimumWidth = section.number(
            "min_width", rules.minimumWidth, 1...4000, "pixels", "narrowest picture")
        rules.minimumHeight = section.number(
            "min_height", rules.minimumHeight, 1...4000, "pixels", "lowest picture")
        section.finish()
        return rules
    }

    private static func readRemoteFace(
        _ remote: ConfigurationSection, _ files: ConfigurationFiles, _ issuer: String
    ) -> RemoteFaceSettings? {
        let url = remote.text("url", nil, "where the company's service stands") ?? ""
        let appID = remote.text("app_id", nil, "what the service calls this broker") ?? ""
        let secretFile = remote.text("secret_file", nil, "file with what both sides sign with")
        var settings = RemoteFaceSettings(
            url: url, appID: appID, secret: [], callbackURL: issuer + faceCallbackPath)
        settings.pollInterval = remote.number(
            "poll_interval", 2, 1...60, "seconds", "between two questions about one check")
        settings.timeout = remote.number("timeout", 5, 1...60, "seconds", "for one call")
        settings.attempts = remote.number(
            "attempts", 3, 1...10, "calls", "to begin a check, before the service is unavailable")
        remote.finish()
        guard remote.isPresent else { return nil }
        check(url, remote)
        if !isHeaderText(appID) {
            remote.complain("must be 1 to 64 plain characters", at: "app_id")
        }
        settings.secret = readFaceSecret(secretFile, remote, files)
        return settings
    }

    /// Where the service calls, below the issuer.
    private static let faceCallbackPath = "/v1/face/callbacks"

    private static func check(_ url: String, _ remote: ConfigurationSection) {
        guard let address = ProviderAddress(url), !url.hasSuffix("/"),
            URL(string: url)?.query == nil, URL(string: url)?.fragment == nil
        else {
            remote.complain("must be an https URL without a slash at its end", at: "url")
            return
        }
        if !address.isSecure && !address.isLoopback {
            remote.complain("must be https: a pass could be forged on the way", at: "url")
        }
    }

    private static func isHeaderText(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { (33..<127).contains($0) }
    }

    private static func readFaceSecret(
        _ file: String?, _ remote: ConfigurationSection, _ files: ConfigurationFiles
    ) -> [UInt8] {
        let text = file.flatMap(files.contents).flatMap { String(validating: $0, as: UTF8.self) }
        let secret = Array((text ?? "").trimmingCharacters(in: .whitespacesAndNewlines).utf8)
        if secret.count < 16 {
            remote.complain("must hold a secret of 16 bytes or more", at: "secret_file")
        }
        return secret
    }

    /// A policy whose provider is not there could never be met.
    static func check(
        _ policies: [String: Policy], _ face: Face, _ reader: ConfigurationReader
    ) {
        for (name, policy) in policies.sorted(by: { $0.key < $1.key }) {
            let path = "policies.\(name).face.provider"
            switch policy.face.provider {
            case .local where policy.mayAskFace && face.local == nil:
                reader.complain("needs the section face.local", at: path)
            case .remote where policy.mayAskFace && face.remote == nil:
                reader.complain("needs the section face.remote", at: path)
            case .attested, .simulator, .local, .remote: break
            }
        }
    }
}
