import LoginFlow
import RateLimiting
import WaitingRoom

/// The limiters of the use cases, and the one way to ask them.
struct Limits: Sendable {
    let createPerAddress: RateLimiter
    let createPerClient: RateLimiter
    /// Keeps the people of one wallet, of whom it can make up any number, from taking what all share.
    let walletCallsPerWallet: RateLimiter
    let walletCallsPerSubject: RateLimiter
    let unknownCodePerSubject: RateLimiter
    let tokenPerClient: RateLimiter
    let invalidStatementPerAddress: RateLimiter
    /// Each costs a second of a processor, and all people share one queue.
    let capturesPerSubject: RateLimiter
    /// Whoever may ask for any picture whether it is the person could search an archive for them.
    let portraitsPerLogin: RateLimiter
    // What follows refuses nobody at once: it is what risk is judged by.
    let scansPerSubject: RateLimiter
    let strangersPerAddress: RateLimiter
    let failuresPerSubject: RateLimiter

    init(_ settings: LimitSettings, _ risk: RiskSettings) {
        createPerAddress = RateLimiter(allowance: settings.createPerAddress)
        createPerClient = RateLimiter(allowance: settings.createPerClient)
        walletCallsPerWallet = RateLimiter(allowance: settings.walletCallsPerWallet)
        walletCallsPerSubject = RateLimiter(allowance: settings.walletCallsPerSubject)
        unknownCodePerSubject = RateLimiter(allowance: settings.unknownCodePerSubject)
        tokenPerClient = RateLimiter(allowance: settings.tokenPerClient)
        invalidStatementPerAddress = RateLimiter(allowance: settings.invalidStatementPerAddress)
        capturesPerSubject = RateLimiter(allowance: settings.capturesPerSubject)
        portraitsPerLogin = RateLimiter(allowance: settings.portraitsPerLogin)
        scansPerSubject = RateLimiter(allowance: risk.scansPerSubject)
        strangersPerAddress = RateLimiter(allowance: risk.strangersPerAddress)
        failuresPerSubject = RateLimiter(allowance: risk.failuresPerSubject)
    }
}

extension Broker {
    /// Takes one from a limit, or refuses.
    func take(
        _ limiter: RateLimiter, _ key: some Hashable & Sendable
    ) throws(BrokerRefusal) {
        if case .refused(let standing) = limiter.take(key, at: clock.waiting().milliseconds) {
            throw .rateLimited(standing)
        }
    }

    /// Refuses where a limit is used up, and takes nothing: for what counts only when it fails, so
    /// that many good ones at once do not stand in each other's way.
    func requireSome(
        _ limiter: RateLimiter, _ key: some Hashable & Sendable
    ) throws(BrokerRefusal) {
        try take(limiter, key)
        giveBack(limiter, key)
    }

    /// Counts a failure.
    func count(_ limiter: RateLimiter, _ key: some Hashable & Sendable) {
        _ = limiter.take(key, at: clock.waiting().milliseconds)
    }

    /// Gives it back: it turned out not to count.
    func giveBack(_ limiter: RateLimiter, _ key: some Hashable & Sendable) {
        limiter.refund(key, at: clock.waiting().milliseconds)
    }
}
