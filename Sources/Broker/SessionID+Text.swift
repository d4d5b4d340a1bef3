import Base64URL
package import LoginFlow

extension SessionID {
    /// Reads the 22 characters of an id; anything else is none.
    package init?(text: some StringProtocol) {
        guard text.utf8.count == 22, let bytes = Base64URL.decode(text) else { return nil }
        self.init(bytes: bytes)
    }

    package var text: String { Base64URL.encode(bytes) }
}
