import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import StrictJSON
import WebFiles

/// A portal that has nothing but a page: a public client that logs people in by scan.
struct DemoPortal: DemoResponder {
    let ports: DemoPorts
    let files: WebFiles
    let template: String
    let party: RelyingParty
    /// Those that people may use here, in the order in which pages show them.
    let wallets: [Wallet]

    func respond(to request: Request) async throws -> Response {
        guard request.method == .get || request.method == .head else { return DemoAnswer.notFound }
        switch request.path {
        case "/", "/callback":
            return DemoAnswer.page(files["demo/index.html"], issuer: ports.issuer)
        case "/config.json":
            return DemoAnswer.json(configuration(DemoAnswer.locales(of: request)))
        case "/favicon.ico": return DemoAnswer.file(files["favicon.svg"])
        case let path:
            return DemoAnswer.file(DemoAnswer.staticName(path).flatMap { files[$0] })
        }
    }

    /// All that the page knows of itself; how it looks follows from the template.
    private func configuration(_ locales: [String]) -> JSONValue {
        let purposes = Purpose.allCases.filter { party.policies[$0] != nil }
        return [
            "issuer": .string(ports.issuer), "client_id": .string(party.id),
            "redirect_uri": .string(ports.portalURL + "/callback"),
            "template": .string(template),
            "name": .string(party.name.text(for: locales)),
            "scope": .string(party.scopes.map(\.name).joined(separator: " ")),
            "purposes": .array(purposes.map { .string($0.rawValue) }),
            "wallets": .array(wallets.map { $0.json(locales: locales) }),
        ]
    }
}
