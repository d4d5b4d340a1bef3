import AsyncHTTPClient
import Broker
import HTTPTypes
import Hummingbird
import StrictJSON
import Tokens
import WebFiles

/// The backend of the demo's wallets: serves their page, vouches for the keys of their phones, and
/// passes the phones' calls on.
struct DemoWallet: HTTPResponder {
    let ports: DemoPorts
    let files: WebFiles
    /// In the order of the configuration.
    let wallets: [Wallet]
    /// By wallet.
    let keys: [String: SigningKey]
    let client: HTTPClient

    /// Bytes of a body: a face check brings pictures.
    static let bodyLimit = 40 * 1024 * 1024

    func respond(to request: Request, context: DemoContext) async throws -> Response {
        switch (request.method, request.uri.path) {
        case (.get, "/"):
            return DemoAnswer.page(files["phone/index.html"], issuer: ports.issuer)
        case (.get, "/wallet/config.json"): return profile(request)
        case (.post, "/wallet/enrol"): return try await enrol(request, context)
        case (.post, let path) where path.hasPrefix("/v1/wallet/"):
            return try await pass(request, context)
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

    /// `GET /wallet/config.json?wallet=ID`: all that the page knows of its wallet.
    private func profile(_ request: Request) -> Response {
        let asked = request.uri.queryParameters["wallet"].map(String.init)
        guard let wallet = wallet(asked) else { return DemoAnswer.notFound }
        let locales = DemoAnswer.locales(of: request)
        return DemoAnswer.json(wallet.profile(issuer: ports.issuer, locales: locales))
    }
}
