import AsyncHTTPClient
import Broker
import HTTPServing
import HTTPTypes
import StrictJSON
import Tokens
import WebFiles

/// The backend of the demo's wallets: serves their page, vouches for the keys of their phones, and
/// passes the phones' calls on.
struct DemoWallet: DemoResponder {
    let ports: DemoPorts
    let files: WebFiles
    /// In the order of the configuration.
    let wallets: [Wallet]
    /// By wallet.
    let keys: [String: SigningKey]
    let client: HTTPClient

    /// Bytes of a body: a face check brings pictures.
    let bodyLimit = 40 * 1024 * 1024

    func respond(to request: Request) async throws -> Response {
        switch (request.method, request.path) {
        case (.get, "/"):
            return DemoAnswer.page(files["phone/index.html"], issuer: ports.issuer)
        case (.get, "/wallet/config.json"): return profile(request)
        case (.post, "/wallet/enrol"): return try await enrol(request)
        case (.post, let path) where path.hasPrefix("/v1/wallet/"):
            return try await pass(request)
        case (.get, "/favicon.ico"): return DemoAnswer.file(files["favicon.svg"])
        case (.get, let path):
            return DemoAnswer.file(DemoAnswer.staticName(path).flatMap { files[$0] })
        default: return DemoAnswer.notFound
        }
    }

    /// The wallet of this name; the first one without a name.
    func wallet(_ id: String?) -> Wallet? {
        id.map { id in wallets.first { $0.id == id } } ?? wallets.first
    }

    private static func wallet(in query: Substring?) -> String? {
        let pairs = (query ?? "").split(separator: "&").map {
            $0.split(separator: "=", maxSplits: 1)
        }
        return pairs.first { $0.first == "wallet" && $0.count == 2 }.map { String($0[1]) }
    }

    /// `GET /wallet/config.json?wallet=ID`: all that the page knows of its wallet.
    private func profile(_ request: Request) -> Response {
        let asked = Self.wallet(in: request.query)
        guard let wallet = wallet(asked) else { return DemoAnswer.notFound }
        let locales = DemoAnswer.locales(of: request)
        return DemoAnswer.json(wallet.profile(issuer: ports.issuer, locales: locales))
    }
}
