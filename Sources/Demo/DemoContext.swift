import Hummingbird

/// What is known of a request to the demo's own listeners.
struct DemoContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let peer: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? "127.0.0.1"
    }
}
