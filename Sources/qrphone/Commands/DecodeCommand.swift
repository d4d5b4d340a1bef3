import ArgumentParser

/// `qrphone decode`: the text of a code and nothing else, for other programs.
struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode", abstract: "Print the text of each code in a picture.")

    @Argument(help: ArgumentHelp("A picture (PNG, JPEG), or - for standard input."))
    var file: String

    /// The bytes as they are: what reads this is a program, or a person who wants to know.
    func run() throws {
        let texts = try Source.texts(inPicture: file)
        guard !texts.isEmpty else { throw PhoneFailure.noCodeInPicture }
        for text in texts { print(text) }
    }
}
