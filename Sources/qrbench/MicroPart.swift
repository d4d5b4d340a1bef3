import ArgumentParser
import LoginFlow
import QRSymbol
import Secrets
import StrictJSON
import Tokens

/// The pure parts that a login spends its instructions in.
enum MicroPart: String, CaseIterable, ExpressibleByArgument {
    /// The text of one frame: two derivations and a MAC.
    case frameMAC = "frame-mac"
    /// A scanned frame taken apart and proven.
    case frameCheck = "frame-check"
    /// Text to modules.
    case symbol
    /// Modules to SVG.
    case svg
    case jsonParse = "json-parse"
    /// An object of a stranger's, with keys that cost as much to compare as any.
    case jsonKeys = "json-keys"
    case jsonWrite = "json-write"
    /// A phone's statement, taken apart and verified (ES256).
    case jwtVerify = "jwt-verify"
    /// An ID token, signed (ES256).
    case jwtSign = "jwt-sign"
    /// One scan of a waiting login session.
    case transition
    /// Every transition of a login, from creation to redemption.
    case login

    /// - Returns: one run; its number goes in, something that depends on the work comes out.
    func prepared() throws -> (Int) throws -> Int {
        switch self {
        case .frameMAC: Self.frameMAC()
        case .frameCheck: Self.frameCheck()
        case .symbol: { try QRSymbol(text: Sample.payload(step: $0 % 10)).size }
        case .svg: try Self.svg()
        case .jsonParse: Self.jsonParse()
        case .jsonKeys: { _ in try JSONValue(parsing: Sample.costlyKeys).object?.keys.count ?? 0 }
        case .jsonWrite: try Self.jsonWrite()
        case .jwtVerify: try Self.jwtVerify()
        case .jwtSign: try Self.jwtSign()
        case .transition: Self.transition()
        case .login: { try Sample.login($0) }
        }
    }

    private static func frameMAC() -> (Int) -> Int {
        { Sample.payload(step: $0 % 10).utf8.count }
    }

    private static func frameCheck() -> (Int) -> Int {
        let payload = Sample.payload(step: 7)
        return { _ in
            let frame = Frame(payload: payload, issuer: Sample.issuer)
            return frame?.isAuthentic(Sample.keys) == true ? 1 : 0
        }
    }

    private static func svg() throws -> (Int) -> Int {
        let symbol = try QRSymbol(text: Sample.payload(step: 7))
        return { _ in symbol.svg().count }
    }

    private static func jsonParse() -> (Int) throws -> Int {
        { _ in try JSONValue(parsing: Sample.statement).object?.keys.count ?? 0 }
    }

    private static func jsonWrite() throws -> (Int) -> Int {
        let value = try JSONValue(parsing: Sample.statement)
        return { _ in value.serialized().count }
    }

    private static func jwtVerify() throws -> (Int) throws -> Int {
        let key = try SigningKey(privateJWK: Sample.signingKey).publicKey
        return { _ in
            let statement = try CompactJWS(parsing: Sample.signedStatement)
            return statement.payload(verifiedBy: key)?.keys.count ?? 0
        }
    }

    private static func jwtSign() throws -> (Int) throws -> Int {
        let key = try SigningKey(privateJWK: Sample.signingKey)
        let payload = try JSONValue(parsing: Sample.statement).object ?? [:]
        return { _ in try CompactJWS.signed(payload, type: "JWT", by: key).utf8.count }
    }

    private static func transition() -> (Int) throws -> Int {
        let waiting = Sample.waiting(1)
        return { _ in
            var session = waiting
            try session.scan(Sample.scan, at: Sample.start)
            return Int(session.version)
        }
    }
}
