import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// How a request arrives.
extension Connection {
    func take(_ part: HTTPServerRequestPart) {
        switch part {
        case .head(let head): if !isClosing { begin(head) }
        case .body(let bytes): take(bytes)
        case .end: arrive()
        }
    }

    /// Says so where something is no HTTP, or too much of it; the connection ends with that. To a
    /// request that has its answer nothing more is said, however broken the rest of it is.
    func refuse(_ fault: HTTPParserError) {
        if case .held(let held, _) = state { held.abandon() }
        if case .draining = state { return close() }
        // Whoever sends too many fields must not look for a fault in their spelling (RFC 6585
        // section 5).
        let status: HTTPResponse.Status =
            fault == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest
        answer(Response(status: status), .last)
        close()
    }

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
        let arriving = Arriving(
            head: request, exchange: Exchange(head), limit: limit, isTooMuch: length > limit)
        state = .reading(arriving)
        if hasBody && !arriving.isOver { keep(arriving) }
        proceed()
    }

    func take(_ bytes: ByteBuffer) {
        guard case .reading(var arriving) = state else { return }
        // The buffer would be copied as long as the state holds it, too.
        state = .idle
        arriving.take(bytes)
        keep(arriving)
        proceed()
    }

    /// Keeps what has come of a request that cannot be answered yet, or nothing of it where there is no
    /// room.
    func keep(_ arriving: consuming Arriving) {
        if !takeRoom(for: arriving.byteCount) {
            arriving.refuse()
            giveRoomBack()
        }
        state = .reading(arriving)
    }

    func arrive() {
        hasArrived = true
        proceed()
        if case .draining = state { rest() }
    }
}
