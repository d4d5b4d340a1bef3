/// A company's service that judges faces, as it is reached.
package struct RemoteFaceSettings: Sendable {
    /// Where its interface stands: https, or http on this machine; no slash at the end.
    package var url: String
    /// What the service calls this broker.
    package var appID: String
    /// Signs what either side says.
    package var secret: [UInt8]
    /// Where the service says that it has decided.
    package var callbackURL: String
    /// Seconds between two questions about one order.
    package var pollInterval = 2
    /// Seconds one call may take. All attempts together stay below the half minute that phones wait.
    package var timeout = 5
    /// How often an order is placed before the service counts as unavailable.
    package var attempts = 3

    package init(url: String, appID: String, secret: [UInt8], callbackURL: String) {
        self.url = url
        self.appID = appID
        self.secret = secret
        self.callbackURL = callbackURL
    }
}
