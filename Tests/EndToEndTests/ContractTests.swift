import Broker
import BrokerHTTP
import BrokerMetrics
import BrokerServer
import Foundation
import Logging
import Testing
import WebFiles
import Yams

@Suite("The routes are the contract's") struct ContractTests {
    /// Addresses of files, which the API document does not list.
    private let files = ["/terms/{id}", "/static/{rest}", "/favicon.ico"]

    @Test func everyRouteIsInTheOpenAPIDocumentAndTheOtherWayRound() async throws {
        let broker = try RunningBroker.prepared().broker
        let responder = BrokerResponder(
            broker: broker, proxies: TrustedProxies([]),
            workload: Workload(limit: 1), metrics: Metrics(),
            files: WebFiles(), logger: Logger(label: "contract"),
            random: { [UInt8](repeating: 0, count: $0) })
        let routes = responder.patterns
            .filter { $0.method != "OPTIONS" && !files.contains($0.pattern) }
            .map { "\($0.method) \($0.pattern)" }
        #expect(Set(routes) == Set(try documented()))
        #expect(routes.count == Set(routes).count)
    }

    private func documented() throws -> [String] {
        let file = try #require(WebFiles()["openapi.yaml"])
        let text = String(decoding: file.bytes, as: UTF8.self)
        let paths = try #require(try Yams.compose(yaml: text)?.mapping?["paths"]?.mapping)
        return paths.flatMap { path, operations in
            (operations.mapping ?? [:]).keys.compactMap(\.string)
                .filter { ["get", "post", "put", "delete"].contains($0) }
                .map { "\($0.uppercased()) \(path.string ?? "")" }
        }
    }
}
