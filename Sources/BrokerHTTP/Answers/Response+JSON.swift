import HTTPServing
import HTTPTypes
import NIOCore
import StrictJSON

extension Response {
    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        bytes(value.serialized(), type: "application/json", status: status)
    }

    static func bytes(
        _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status,
            headers: [.contentType: type, .cacheControl: "no-store"],
            body: ByteBuffer(bytes: bytes))
    }

    /// An answer without a body.
    static func empty(_ status: HTTPResponse.Status) -> Response {
        Response(status: status, headers: [.cacheControl: "no-store"])
    }

    static func redirect(to address: String) -> Response {
        Response(
            status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }
}
