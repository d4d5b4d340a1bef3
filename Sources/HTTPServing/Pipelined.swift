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
    private var isReadWanted = false

    var isEmpty: Bool { first == events.count }

    mutating func append(_ event: Event) { events.append(event) }

    mutating func popFirst() -> Event? {
        if isEmpty { return nil }
        defer { first += 1 }
        return events[first]
    }

    /// Reading goes on while a request is worked on, until something comes: to stop and to begin
    /// again would be two system calls for each request.
    mutating func stopsReading() -> Bool {
        isReadWanted = !isEmpty
        return isReadWanted
    }

    /// - Returns: whether reading was stopped and begins again, because all has been taken.
    mutating func readsAgain() -> Bool {
        guard isEmpty else { return false }
        defer { self = Pipelined() }
        return isReadWanted
    }
}
