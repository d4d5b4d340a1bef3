import LoginFlow
import StrictJSON

/// The members of a statement with their types; the first that does not fit is named.
extension Statement {
    /// The login session a statement is about; a text that is no id names none.
    func sessionID() throws(BrokerRefusal) -> SessionID {
        guard let text = claims["sid"]?.string else { throw .invalidRequest(parameter: "sid") }
        guard let id = SessionID(text: text) else { throw .notFound }
        return id
    }

    /// A member that the act needs.
    func requiredText(_ name: String) throws(BrokerRefusal) -> String {
        guard let text = claims[name]?.string else { throw .invalidRequest(parameter: name) }
        return text
    }

    /// An optional member that must be text where it is present.
    func optionalText(_ name: String, limit: Int) throws(BrokerRefusal) -> String? {
        guard let value = claims[name] else { return nil }
        guard let text = value.string, text.utf8.count <= limit
        else { throw .invalidRequest(parameter: name) }
        return text
    }

    /// An optional list of texts.
    func optionalTexts(_ name: String, limit: Int) throws(BrokerRefusal) -> [String]? {
        guard let value = claims[name] else { return nil }
        guard let list = value.array, list.count <= limit else {
            throw .invalidRequest(parameter: name)
        }
        let texts = list.compactMap(\.string)
        guard texts.count == list.count else { throw .invalidRequest(parameter: name) }
        return texts
    }
}
