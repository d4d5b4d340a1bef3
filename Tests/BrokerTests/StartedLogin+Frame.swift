@testable import Broker

extension StartedLogin {
    /// The code for cameras, which every page has that does not stand on a phone with a strict policy.
    var frame: PageFrame { display.frame! }
}
