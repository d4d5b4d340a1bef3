package import HTTPTypes
package import NIOCore

/// One answer. `Date`, `Content-Length` and `Connection` are the connection's business, and so is
/// leaving out the body where HEAD asked.
package struct Response: Sendable {
    package var status: HTTPResponse.Status
    package var headers: HTTPFields
    package var body: ByteBuffer

    package init(
        status: HTTPResponse.Status, headers: HTTPFields = [:], body: ByteBuffer = ByteBuffer()
    ) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
