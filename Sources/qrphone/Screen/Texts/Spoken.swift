import Terminal

/// Something the phone says, in every language it speaks.
///
/// One closed list for each occasion, so that a test can go through all of them and a code of the
/// wire contract that has words is the same thing as its words.
protocol Spoken {
    var texts: (english: String, chinese: String) { get }
}

extension Spoken {
    func text(in language: Language) -> String {
        switch language {
        case .english: texts.english
        case .chinese: texts.chinese
        }
    }
}
