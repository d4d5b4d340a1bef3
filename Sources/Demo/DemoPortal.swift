import HTTPTypes
import Hummingbird
import StrictJSON
import WebFiles

/// A portal that has nothing but a page: a public client that logs people in by scan.
struct DemoPortal: HTTPResponder {
    let ports: DemoPorts
    let files: WebFiles

    func respond(to request: Request, context: DemoContext) async throws -> Response {
        guard request.method == .get || request.method == .head else { return DemoAnswer.notFound }
        switch request.uri.path {
        case "/", "/callback":
            return DemoAnswer.page(files["demo/index.html"], issuer: ports.issuer)
        case "/config.json":
            return DemoAnswer.json([
                "issuer": .string(ports.issuer), "client_id": "demo-portal",
                "redirect_uri": .string(ports.portalURL + "/callback"),
            ])
        case "/favicon.ico": return DemoAnswer.file(files["favicon.svg"])
        case let path:
            return DemoAnswer.file(DemoAnswer.staticName(path).flatMap { files[$0] })
        }
    }
}
