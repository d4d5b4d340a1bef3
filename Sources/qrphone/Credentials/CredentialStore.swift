import Foundation
import StrictJSON

/// The credentials of one person on one device, in a file of the phone's folder.
struct CredentialStore {
    let keys: DeviceKeys

    /// All of them, in the order they came to the device.
    func list(of speaker: Speaker) throws(PhoneFailure) -> [Credential] {
        let path = path(of: speaker)
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try Self.list(inFile: path)
    }

    func credential(_ id: String, of speaker: Speaker) throws(PhoneFailure) -> Credential {
        guard let found = try list(of: speaker).first(where: { $0.id == id })
        else { throw .unknownCredential(id) }
        return found
    }

    /// Keeps a credential; one with the same id is replaced, in its place.
    func keep(_ credential: Credential, for speaker: Speaker) throws(PhoneFailure) {
        var list = try list(of: speaker)
        if let index = list.firstIndex(where: { $0.id == credential.id }) {
            list[index] = credential
        } else {
            list.append(credential)
        }
        try write(list, of: speaker)
    }

    /// A revoked credential stays on the list, as in a wallet, so that a login with it can be seen
    /// to be refused.
    func revoke(_ id: String, of speaker: Speaker) throws(PhoneFailure) -> Credential {
        var credential = try credential(id, of: speaker)
        credential.details?.status = .revoked
        try keep(credential, for: speaker)
        return credential
    }

    /// Hands a credential over to another device of the same person. Nothing of it stays here: the
    /// device may be a relative's.
    func delegate(
        _ id: String, of speaker: Speaker, to device: String
    ) throws(PhoneFailure) -> Credential {
        guard device != speaker.device else {
            throw .usage("A credential is handed over to another device: --to DEVICE.")
        }
        var credential = try credential(id, of: speaker)
        credential.details?.kind = .delegated
        var receiver = speaker
        receiver.device = device
        try keep(credential, for: receiver)
        try write(try list(of: speaker).filter { $0.id != id }, of: speaker)
        return credential
    }

    /// Reads a file of credentials as wallets list them; portraits are named from its folder on.
    static func list(inFile path: String) throws(PhoneFailure) -> [Credential] {
        guard let entries = try InputFile.readJSON(path).array else {
            throw .file(path, reason: "is not a JSON list of credentials")
        }
        let folder = URL(filePath: path).deletingLastPathComponent()
        var list: [Credential] = []
        for entry in entries {
            do {
                var credential = try Credential(entry)
                credential.portrait = credential.portrait.map {
                    URL(filePath: $0, relativeTo: folder).path
                }
                list.append(credential)
            } catch {
                throw .file(path, reason: "is not a JSON list of credentials: \(error)")
            }
        }
        return list
    }

    // MARK: Files

    func path(of speaker: Speaker) -> String { keys.path(of: speaker, ending: "credentials.json") }

    /// The last credential that leaves takes the file with it.
    private func write(_ list: [Credential], of speaker: Speaker) throws(PhoneFailure) {
        let path = path(of: speaker)
        guard list.isEmpty else {
            return try PrivateFile(path: path).write(.array(list.map(\.json)), replacing: true)
        }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw .file(path, reason: "cannot be deleted")
        }
    }
}
