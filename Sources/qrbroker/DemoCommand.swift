import ArgumentParser
import BrokerServer
import Demo
import Foundation

/// `qrbroker demo`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Run broker, demo portal and demo wallet together.")

    @Option(name: .long, help: "Where the demo keeps its files.")
    var directory = "./demo-data"
    @Option(name: .long, help: "The address to listen at and to put into codes.")
    var host = "127.0.0.1"
    @Option(name: .long, help: "Port of the broker; 0: any free one.") var brokerPort = 8080
    @Option(name: .long, help: "Port of the demo portal.") var portalPort = 8081
    @Option(name: .long, help: "Port of the demo wallet.") var walletPort = 8082
    @Option(name: .long, help: "Port for probes and metrics.") var managementPort = 9080
    @Flag(name: .long, help: "Say that all is ready as one line of JSON.") var json = false

    func run() async throws {
        let ports = try DemoPorts(
            host: host, broker: brokerPort, portal: portalPort, wallet: walletPort,
            management: managementPort)
        let folder = DemoFolder(path: directory, ports: ports)
        let text = json ? readyJSON(ports, folder) : readyText(ports, folder)
        do {
            try await Demo(folder: folder).run(
                makeLogger: Log.logger,
                onReady: { FileHandle.standardOutput.write(Data(text.utf8)) })
        } catch let failure as ConfigurationFailure {
            throw Failure(failure.description)
        }
    }

    private func readyJSON(_ ports: DemoPorts, _ folder: DemoFolder) -> String {
        let pairs = [
            ("event", "ready"), ("issuer", ports.issuer), ("portal", ports.portalURL),
            ("wallet", ports.walletURL), ("management", ports.managementURL),
            ("wallet_key", folder.walletKeyFile),
        ]
        let members = pairs.map { "\"\($0.0)\":\"\($0.1)\"" }
        return "{\(members.joined(separator: ","))}\n"
    }

    private func readyText(_ ports: DemoPorts, _ folder: DemoFolder) -> String {
        """

        Everything is running. Open the portal, choose a way to log in, and scan the code:

          portal   \(ports.portalURL)
          phone    \(ports.walletURL)   (a wallet in a browser: open it in a second window)
          broker   \(ports.issuer)
          probes   \(ports.managementURL)/metrics

        From a terminal, with a screenshot of the page:

          qrphone screenshot.png --wallet-key \(folder.walletKeyFile) \\
            --person zhang-wei --claims \(folder.path)/zhang-wei.claims.json

        Press Ctrl-C to stop. The demo's files are in \(folder.path).

        """
    }
}
