import Broker
import WebFiles

/// The endpoints, one file each. They turn requests into use cases and answers into responses.
struct Endpoints: Sendable {
    let broker: Broker
    let files: WebFiles
    /// The issuer's path, in front of every link.
    let path: String

    var settings: BrokerSettings { broker.settings }
}
