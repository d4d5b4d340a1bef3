import NIOCore
import NIOHTTP1

/// What has come behind a request that is not answered yet: at most what one read brings.
struct Pipelined {
    enum Event {
        case part(HTTPServerRequestPart)
        case fault(HTTPParserError)
    }

    /// From ``first`` on; a waiting page, behind which nothing comes, has no memory for it.
    private var events: [Event] = []
    private var first = 0
    /// Of all of them, until the last is taken.
    private(set) var byteCount = 0
    private(set) var hasStoppedReading = false

    var isEmpty: Bool { first == events.count }

    mutating func append(_ event: Event) {
        events.append(event)
        byteCount += event.byteCount
    }

    mutating func popFirst() -> Event? {
        if isEmpty { return nil }
        defer { first += 1 }
        return events[first]
    }

    /// Reading goes on while a request is worked on, until something comes: to stop and to begin
    /// again would be two system calls for each request.
    mutating func stopsReading() -> Bool {
        hasStoppedReading = !isEmpty
        return hasStoppedReading
    }
}

extension Pipelined.Event {
    /// Memory that it takes, about: 600 bytes were measured for the shortest request.
    var byteCount: Int {
        switch self {
        case .part(.head(let head)): 512 + head.uri.utf8.count + head.headers.byteCount
        // All that one read brought stays for one byte of it.
        case .part(.body(let bytes)): 64 + bytes.storageCapacity
        case .part(.end(let trailers)): 64 + (trailers?.byteCount ?? 0)
        case .fault: 64
        }
    }
}

extension HTTPHeaders {
    fileprivate var byteCount: Int {
        reduce(0) { $0 + 64 + $1.name.utf8.count + $1.value.utf8.count }
    }
}
