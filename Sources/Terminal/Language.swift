import ArgumentParser

/// The languages our programs speak to people in a terminal.
package enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case chinese = "zh-CN"

    /// The language of a terminal, from the usual variables in their usual order of precedence.
    package init(environment: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
            .compactMap { environment[$0] }.first { !$0.isEmpty }
        self = (locale ?? "").lowercased().hasPrefix("zh") ? .chinese : .english
    }

    /// The language for complaints, also about a command line that makes no sense as a whole.
    package init(arguments: [String], environment: [String: String]) {
        let named = zip(arguments, arguments.dropFirst()).first { $0.0 == "--language" }?.1
        self = named.flatMap(Language.init(rawValue:)) ?? Language(environment: environment)
    }
}

extension Language: ExpressibleByArgument {}
