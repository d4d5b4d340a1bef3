import HTTPTypes
import NIOCore

/// What has come of a request.
struct Arriving {
    private(set) var head: HTTPRequest
    /// Counted once: a body may come in ten thousand pieces.
    private var headCount: Int
    let exchange: Exchange
    /// Bytes of body that its address takes.
    let limit: Int
    /// Whether more has come, or is to come, than that.
    var isTooMuch: Bool
    /// Whether there was no memory left for it.
    private(set) var isRefused = false
    /// Bytes of its own: what the channel hands over is a slice of all that one read brought, which a
    /// single byte would keep in memory. As it grows it may have twice the memory that it fills.
    private(set) var body = ByteBuffer()

    init(head: HTTPRequest, exchange: Exchange, limit: Int, isTooMuch: Bool) {
        self.head = head
        headCount = head.byteCount
        self.exchange = exchange
        self.limit = limit
        self.isTooMuch = isTooMuch
    }

    /// What a stranger has put into memory with it.
    var byteCount: Int { headCount + body.readableBytes }

    /// Whether it is answered before all of it is there; nothing of it is kept.
    var isOver: Bool { isTooMuch || isRefused }

    mutating func refuse() {
        isRefused = true
        head = HTTPRequest(method: head.method, scheme: nil, authority: nil, path: nil)
        headCount = 0
        body = ByteBuffer()
    }

    mutating func take(_ bytes: ByteBuffer) {
        if isOver { return }
        guard body.readableBytes + bytes.readableBytes <= limit else {
            isTooMuch = true
            body = ByteBuffer()
            return
        }
        var bytes = bytes
        body.writeBuffer(&bytes)
    }
}

extension HTTPRequest {
    /// Bytes that were sent for it, but for what stands between them.
    var byteCount: Int {
        headerFields.reduce((authority?.utf8.count ?? 0) + (path?.utf8.count ?? 0)) {
            $0 + $1.name.rawName.utf8.count + $1.value.utf8.count
        }
    }
}
