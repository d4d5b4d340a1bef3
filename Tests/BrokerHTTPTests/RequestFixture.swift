import Broker
import HTTPServing
import HTTPTypes
import NIOCore

@testable import BrokerHTTP

extension Call {
    /// A form at an endpoint, with these headers.
    static func post(_ headers: HTTPFields = [:]) -> Call {
        Call(
            request: Request(
                head: HTTPRequest(
                    method: .post, scheme: nil, authority: nil, path: "/token",
                    headerFields: headers), body: ByteBuffer(), peer: "203.0.113.7"),
            address: "203.0.113.7", parameters: [:])
    }

    static func basic(_ text: String) -> Call {
        post([.authorization: "Basic \(Base64.encode(Array(text.utf8)))"])
    }
}
