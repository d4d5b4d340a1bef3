import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// How a request arrives.
extension Connection {
    func begin(_ head: HTTPRequestHead) {
        begunAt = lastHeardAt
        hasArrived = false
        guard let request = try? HTTPRequest(head, secure: false, splitCookie: false) else {
            let last: HTTPFields = [.connection: "close"]
            return answer(Response(status: .badRequest, headers: last), Exchange(head))
        }
        let length = request.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        let hasBody = length > 0 || request.headerFields[.transferEncoding] != nil
        let limit = hasBody ? responder.bodyLimit(for: request) : 0
        // A body whose length nobody has said may grow to the limit; of one that is too long, nothing
        // is kept.
        let room = !hasBody || length > limit ? 0 : (length > 0 ? length : limit)
        guard takeRoom(room) else {
            let busy: HTTPFields = [.retryAfter: "1"]
            return answer(Response(status: .serviceUnavailable, headers: busy), Exchange(head))
        }
        state = .reading(
            Arriving(
                head: request, exchange: Exchange(head), limit: limit,
                isTooMuch: length > limit))
        proceed()
    }

    func take(_ bytes: ByteBuffer) {
        guard case .reading(var arriving) = state else { return }
        // The buffer would be copied as long as the state holds it, too.
        state = .idle
        arriving.take(bytes)
        state = .reading(arriving)
        proceed()
    }

    func arrive() {
        hasArrived = true
        proceed()
        if case .draining = state { rest() }
    }
}
