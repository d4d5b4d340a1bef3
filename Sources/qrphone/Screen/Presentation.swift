import Foundation
import StrictJSON
import Terminal

/// The request as a person reads it before deciding.
///
/// Everything in it comes from others and is shown through ``SafeText``; the order is what a person
/// should look at first: who, then from where, then what it costs them.
struct Presentation {
    let scanned: Scanned
    let language: Language
    /// When it is shown.
    let now: Date

    var lines: [String] {
        [title, row(.domain, scanned.relyingParty["domain"])] + message + origin + wishes
            + level + warnings + advice
    }

    /// What ties this request to the counter, call or screen where it was started; right below who
    /// asks, because nothing else here does.
    private var message: [String] {
        scanned.bindingMessage.map { [row(.message, .string($0))] } ?? []
    }

    private var advice: [String] {
        let message = scanned.bindingMessage == nil ? [] : [Phrase.compareMessage]
        let device = scanned.isSameDevice ? [Phrase.onThisDevice] : []
        return (message + device + [.notYours]).map { $0.text(in: language) }
    }

    /// Why a verification is asked for that the website alone would not ask for.
    private var level: [String] {
        guard let gate = scanned.levelGate else { return [] }
        let text = Phrase.levelGate.text(in: language)
            .replacing("{needed}", with: "\(gate.needed)").replacing("{held}", with: "\(gate.held)")
        return [Row.text(.level, text, in: language)]
    }

    private var title: String {
        let name =
            scanned.relyingParty["name"]?.string ?? scanned.relyingParty["id"]?.string
            ?? Phrase.unknown.text(in: language)
        let wish: Phrase =
            switch scanned.purpose {
            case "register": .asksToRegister
            case "face_check": .asksToCheckFace
            default: .asksToLogIn
            }
        return "\(SafeText.line(name)) \(wish.text(in: language))"
    }

    private var origin: [String] {
        let context = scanned.context
        return [
            row(.address, context["ip"]), row(.place, context["location"]),
            row(.browser, context["browser"], familiarity), row(.system, context["os"]),
            row(.started, context["started_at"], age),
            row(.network, .string(network.text(in: language))),
        ]
    }

    private var network: Phrase {
        switch scanned.context["same_network"]?.bool {
        case true?: .sameNetwork
        case false?: .otherNetwork
        case nil: .unknown
        }
    }

    private var familiarity: String? {
        switch scanned.context["new_browser"]?.bool {
        case true?: Phrase.newBrowser.text(in: language)
        case false?: Phrase.knownBrowser.text(in: language)
        case nil: nil
        }
    }

    /// How long ago the page was opened; an old request is a relayed one.
    private var age: String? {
        guard let text = scanned.context["started_at"]?.string,
            let started = try? Date(text, strategy: .iso8601)
        else { return nil }
        let seconds = max(0, Int(now.timeIntervalSince(started)))
        return "\(seconds) " + Phrase.secondsAgo.text(in: language)
    }

    private var wishes: [String] {
        let required = Phrase.required.text(in: language)
        let scopes = scanned.scopes.map { scope in
            SafeText.line(scope.title) + (scope.isRequired ? " (\(required))" : "")
        }
        let terms = scanned.terms.map { SafeText.line($0.title) + " " + SafeText.line($0.url) }
        return [(Phrase.wants, scopes), (.terms, terms)]
            .filter { !$0.1.isEmpty }
            .map { Row.text($0.0, $0.1.joined(separator: ", "), in: language) }
    }

    private var warnings: [String] {
        scanned.warnings.map { Self.warning($0, in: language) }
    }

    static func warning(_ code: String, in language: Language) -> String {
        let text = Phrase(warning: code)?.text(in: language) ?? SafeText.line(code)
        return "\(Phrase.warning.text(in: language)): \(text)"
    }

    private func row(_ name: Phrase, _ value: JSONValue?, _ remark: String? = nil) -> String {
        let text = value?.string.map(SafeText.line) ?? Phrase.unknown.text(in: language)
        return Row.text(name, text + (remark.map { " (\($0))" } ?? ""), in: language)
    }
}
