import Testing

@testable import BrokerHTTP

@Suite("Text from outside in a page of ours") struct HTMLTextTests {
    static let nasty = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><svg/onload=alert(1)>",
        "&lt;script&gt;", "&#34;&quot;&#x22;", "a&b=c;d", "</form><form action=//evil.example>",
        "\" autofocus onfocus=\"alert(1)", "'\"`<>&", "{{fields}}", "<!--", "]]>", "<\u{0}script>",
        "javascript:alert(1)", "\r\n\r\n<html>", "你好 “引号”", "🙂\"🙂",
        // A mark that joins the sign before it, so that both are one character and two in HTML.
        "\"\u{301}><script>", "\"\u{200D}>", ">\u{20DD}", "<\u{FE0F}img src=x>", "'\u{308}",
        "&\u{301}lt;", "\"\u{1F3FB}", "<\u{338}", "=\u{338}\"\u{338}",
    ]

    /// What would end an attribute or begin something new.
    private static let signs = Set<Unicode.Scalar>(["\"", "'", "<", ">"])

    @Test(arguments: nasty) func nothingThatMeansSomethingIsLeft(text: String) {
        let escaped = HTMLText.escape(text)
        #expect(Self.signs.isDisjoint(with: escaped.unicodeScalars), "\(escaped)")
        #expect(read(escaped) == text, "a browser reads back what was meant")
    }

    @Test(arguments: nasty) func aHiddenFieldIsOneFieldOnly(text: String) {
        let html = HTMLText.hidden([(name: text, value: text)])
        let scalars = html.unicodeScalars
        #expect(scalars.count { $0 == "<" } == 1)
        #expect(scalars.count { $0 == ">" } == 1)
        #expect(scalars.count { $0 == "\"" } == 6)
        #expect(scalars.first == "<" && scalars.last == ">")
    }

    @Test func hiddenFieldsStandInTheirOrder() {
        #expect(
            HTMLText.hidden([(name: "code", value: "a&b"), (name: "state", value: "")])
                == #"<input type="hidden" name="code" value="a&amp;b">"#
                + #"<input type="hidden" name="state" value="">"#)
        #expect(HTMLText.hidden([]) == "")
    }

    /// As a browser decodes the five references that are written; any other `&` is a mistake.
    private func read(_ html: String) -> String? {
        let references: [(String, Unicode.Scalar)] = [
            ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("#39;", "'"),
        ]
        var text = String.UnicodeScalarView()
        var rest = Array(html.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            guard scalar == "&" else {
                text.append(scalar)
                continue
            }
            guard let found = references.first(where: { rest.starts(with: $0.0.unicodeScalars) })
            else { return nil }
            text.append(found.1)
            rest = rest.dropFirst(found.0.unicodeScalars.count)
        }
        return String(text)
    }
}
