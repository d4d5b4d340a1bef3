import Foundation
import QRReader

/// Where the code comes from: the first argument of the command.
enum Source: Equatable {
    case pictureFile(String)
    case pictureOnStandardInput
    case payload(String)
    case typedCode(String)

    /// Tells the forms apart by their looks; a file called like a typed code wins over the code.
    init(argument: String, fileExists: (String) -> Bool) {
        if argument == "-" {
            self = .pictureOnStandardInput
        } else if argument.contains("://") {
            self = .payload(argument)
        } else if LoginCode(typed: argument, issuer: "") != nil, !fileExists(argument) {
            self = .typedCode(argument)
        } else {
            self = .pictureFile(argument)
        }
    }

    /// The login code behind the argument.
    ///
    /// - Parameter issuer: the broker that was asked for, if any; without a slash at the end.
    func loginCode(issuer: String?) throws(PhoneFailure) -> LoginCode {
        switch self {
        case .typedCode(let text):
            guard let issuer, let code = LoginCode(typed: text, issuer: issuer) else {
                throw .usage("A typed code does not say whose it is: give --issuer URL.")
            }
            return code
        case .payload(let text):
            return try Self.loginCode(among: [text], issuer: issuer)
        case .pictureFile(let path):
            return try Self.loginCode(among: Self.texts(inPicture: path), issuer: issuer)
        case .pictureOnStandardInput:
            return try Self.loginCode(among: Self.texts(inPicture: "-"), issuer: issuer)
        }
    }

    /// The texts of all codes in a picture; `-` is standard input.
    static func texts(inPicture path: String) throws(PhoneFailure) -> [String] {
        let file = try path == "-" ? InputFile.readStandardInput() : InputFile.read(path)
        do {
            return try QRReader.texts(inFile: file)
        } catch {
            throw .file(path, reason: reason(error))
        }
    }

    /// The one login code among the texts of a picture. A page may show other codes beside it,
    /// such as the one of an app store.
    static func loginCode(
        among texts: [String], issuer: String?
    ) throws(PhoneFailure) -> LoginCode {
        guard let first = texts.first else { throw .noCodeInPicture }
        let codes = texts.compactMap(LoginCode.init(payload:))
        guard let code = codes.first else { throw .notALoginCode(first) }
        guard codes.count == 1 else { throw .severalLoginCodes(codes.count) }
        if let issuer, issuer != code.issuer { throw .foreignIssuer(code.issuer) }
        return code
    }

    private static func reason(_ failure: QRReaderFailure) -> String {
        switch failure {
        case .fileTooLarge: "a picture may have \(Picture.maximumBytes >> 20) MiB"
        case .notAPicture: "neither a PNG nor a JPEG picture, or a broken one"
        case .tooManyPixels(let width, let height):
            "\(width) x \(height) pixels are too many; \(Picture.maximumPixels) are allowed"
        case .libraryFailed: "the picture could not be looked at: out of memory"
        }
    }
}
