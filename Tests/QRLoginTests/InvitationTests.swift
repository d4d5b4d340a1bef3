import QRSymbol
import StrictJSON
import Terminal
import Testing

@testable import qrlogin

@Suite struct InvitationTests {
    private static func lines(
        ink: QRSymbol.Ink = .light, columns: Int? = nil, _ language: Language = .english,
        code change: (inout JSONObject) -> Void = { _ in }
    ) throws -> [String] {
        Invitation(
            code: try Examples.deviceCode(change), language: language, ink: ink, columns: columns
        ).lines
    }

    @Test("The page and the letters for those who cannot scan, then the code as blocks")
    func whole() throws {
        let symbol = try QRSymbol(text: #require(Examples.deviceCode().completeURI))
        let lines = try Self.lines()
        #expect(
            lines.prefix(4) == [
                "Scan the code with your wallet app, or type the letters there; this page says how:",
                "  https://login.example/device", "  Letters  WDJB-MJHT",
                "Waiting. Minutes until it is too late: 2",
            ])
        let drawn = lines.dropFirst(4).map { $0 + "\n" }
        #expect(drawn.joined() == symbol.unicodeBlocks())
        #expect(drawn.count < 24, "a small window shows all of it")
    }

    @Test("For a light terminal the dark modules are drawn")
    func inverted() throws {
        let symbol = try QRSymbol(text: #require(Examples.deviceCode().completeURI))
        let drawn = try Self.lines(ink: .dark).dropFirst(4).map { $0 + "\n" }.joined()
        #expect(drawn == symbol.unicodeBlocks(ink: .dark))
        #expect(drawn != symbol.unicodeBlocks())
    }

    @Test("In a window that is too narrow, or without a link to scan, there are only the letters")
    func narrow() throws {
        let width = try QRSymbol(text: #require(Examples.deviceCode().completeURI)).size + 8
        #expect(try Self.lines(columns: width).count > 20)
        for lines in [
            try Self.lines(columns: width - 1),
            try Self.lines { $0["verification_uri_complete"] = nil },
            try Self.lines {
                $0["verification_uri_complete"] = .string(String(repeating: "x", count: 600))
            },
        ] {
            #expect(lines.count == 4 && lines[0].hasPrefix("Type the letters into your wallet"))
        }
    }

    @Test("It is the provider who writes the letters, so they cannot repaint the screen")
    func neutralised() throws {
        let lines = try Self.lines {
            $0["user_code"] = "A\u{1B}[2J"
            $0["verification_uri"] = "https://x\u{202E}\n"
        }
        for scalar in lines.joined().unicodeScalars {
            #expect(scalar.properties.generalCategory != .control)
            #expect(scalar.properties.generalCategory != .format)
        }
    }

    @Test("A short life is told in seconds", arguments: [(119, "119"), (120, "2"), (600, "10")])
    func patience(life: Int64, number: String) throws {
        let lines = try Self.lines { $0["expires_in"] = .integer(life) }
        #expect(lines[3].hasSuffix(": " + number))
    }

    @Test("Every phrase says something in every language, and not the same")
    func phrases() {
        for phrase in Phrase.allCases {
            let texts = Language.allCases.map { phrase.text(in: $0) }
            #expect(texts.allSatisfy { !$0.isEmpty })
            #expect(Set(texts).count == texts.count, "\(phrase)")
        }
    }

    @Test("A person reads who they are now, without anything that acts on the terminal")
    func sentence() throws {
        var tokens = try TokenSet(Examples.tokens)
        #expect(
            Screen.sentence(about: tokens, from: "https://login.example", in: .english)
                == "Logged in at https://login.example")
        tokens.subject = "p1\u{1B}"
        #expect(
            Screen.sentence(about: tokens, from: "https://login.example", in: .english)
                == "Logged in at https://login.example as p1\u{FFFD}")
        #expect(!"\(tokens)".contains("access_token"))
    }

    @Test("Each failure has its exit status, and a message without control characters")
    func failures() {
        let failures: [(LoginFailure, Int32)] = [
            (.usage("u\u{1B}"), 2), (.file("f\u{1B}", reason: "r"), 2), (.denied, 5), (.expired, 5),
            (.refused(error: "e\u{1B}", description: "d\u{1B}"), 5), (.network("n\u{1B}"), 6),
            (.malformedAnswer("m\u{1B}"), 6), (.foreignIssuer("i\u{1B}"), 6),
            (.untrustedToken("t\u{1B}"), 6), (.interrupted, 130),
        ]
        for (failure, status) in failures {
            #expect(failure.exitStatus.rawValue == status)
            for language in Language.allCases {
                let message = failure.message(in: language)
                #expect(!message.isEmpty && !message.unicodeScalars.contains("\u{1B}"))
            }
        }
    }
}
