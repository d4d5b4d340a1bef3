import ArgumentParser
import BrokerServer
import Demo
import Foundation

/// `qrbroker demo`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run broker, demo portal, demo wallets and a demo face provider together.")

    @Option(name: .long, help: "What to show; `qrbroker init` lists the templates.")
    var template = Template.standardName
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where the demo keeps its files (default: ./demo-data, and for each template but "
                + "\(Template.standardName) a folder of its own in there)."))
    var directory: String?
    @Option(name: .long, help: "The address to listen at and to put into codes.")
    var host = "127.0.0.1"
    @Option(name: .long, help: "Port of the broker; 0: any free one.") var brokerPort = 8080
    @Option(name: .long, help: "Port of the demo portal.") var portalPort = 8081
    @Option(name: .long, help: "Port of the demo wallets.") var walletPort = 8082
    @Option(name: .long, help: "Port of the demo face provider.") var facePort = 8083
    @Option(name: .long, help: "Port for probes and metrics.") var managementPort = 9080
    @Option(name: .long, help: "Who judges faces.") var face = Template.FaceChoice.attested
    @Flag(name: .long, help: "Say that all is ready as one line of JSON.") var json = false

    func run() async throws {
        EventLoops.set()
        let ports = try DemoPorts(
            host: host, broker: brokerPort, portal: portalPort, wallet: walletPort,
            face: facePort, management: managementPort)
        let folder = DemoFolder(
            path: path, ports: ports, template: try Init.named(template), faces: face)
        let text = json ? DemoNews.json(folder) : DemoNews.text(folder)
        do {
            try await Demo(folder: folder).run(
                makeLogger: Log.logger,
                onReady: { FileHandle.standardOutput.write(Data(text.utf8)) })
        } catch let failure as ConfigurationFailure {
            throw Failure(failure.description)
        } catch let failure as DemoFolder.NotOurs {
            throw Failure(
                "\(failure.path) was not written by the demo, which would overwrite it; "
                    + "choose another --directory")
        }
    }

    private var path: String {
        directory ?? (template == Template.standardName ? "./demo-data" : "./demo-data/\(template)")
    }
}

extension Template.FaceChoice: ExpressibleByArgument {}
