import Testing

@testable import RateLimiting

@Suite struct RateLimiterTests {
    /// 3 tokens, one more each 2 seconds.
    let three = Allowance(count: 3, seconds: 6)!

    func standing(_ remaining: Int, reset: Int, retry: Int = 0) -> Standing {
        Standing(
            allowance: three, remaining: remaining, resetSeconds: reset, retryAfterSeconds: retry)
    }

    @Test func aBurstIsAllowedAndTheNextIsRefused() {
        let limiter = RateLimiter(allowance: three)
        #expect(limiter.take("a", at: 0) == .allowed(standing(2, reset: 2)))
        #expect(limiter.take("a", at: 0) == .allowed(standing(1, reset: 4)))
        #expect(limiter.take("a", at: 0) == .allowed(standing(0, reset: 6, retry: 2)))
        #expect(limiter.take("a", at: 0) == .refused(standing(0, reset: 6, retry: 2)))
    }

    @Test func keysHaveBucketsOfTheirOwn() {
        let limiter = RateLimiter(allowance: three)
        for _ in 0..<4 { _ = limiter.take("a", at: 0) }
        #expect(limiter.take("b", at: 0).isAllowed)
        #expect(!limiter.take("a", at: 0).isAllowed)
    }

    @Test func aTokenComesBackToTheMillisecond() {
        let limiter = RateLimiter(allowance: three)
        for _ in 0..<3 { _ = limiter.take("a", at: 0) }
        #expect(limiter.take("a", at: 1_999) == .refused(standing(0, reset: 5, retry: 1)))
        #expect(limiter.take("a", at: 2_000) == .allowed(standing(0, reset: 6, retry: 2)))
        #expect(!limiter.take("a", at: 3_999).isAllowed)
        #expect(limiter.take("a", at: 4_000).isAllowed)
    }

    @Test func waitingAsLongAsToldIsEnough() {
        for (count, seconds) in [(1, 1), (7, 60), (20, 60), (6_000, 60), (3, 86_400)] {
            let limiter = RateLimiter(allowance: Allowance(count: count, seconds: seconds)!)
            for _ in 0..<count { #expect(limiter.take("a", at: 5).isAllowed) }
            guard case .refused(let standing) = limiter.take("a", at: 5) else {
                Issue.record("one more than \(count) was allowed")
                continue
            }
            let later = 5 + Int64(standing.retryAfterSeconds) * 1000
            #expect(limiter.take("a", at: later).isAllowed)
            let reset = later + Int64(seconds) * 1000
            for _ in 0..<count { #expect(limiter.take("a", at: reset).isAllowed) }
            #expect(!limiter.take("a", at: reset).isAllowed)
        }
    }

    @Test func aRefusedTryCostsNothing() {
        let limiter = RateLimiter(allowance: three)
        for _ in 0..<1_000 { _ = limiter.take("a", at: 0) }
        #expect(limiter.take("a", at: 2_000).isAllowed)
    }

    @Test func aFullBucketHoldsNoMoreThanTheAllowance() {
        let limiter = RateLimiter(allowance: three)
        _ = limiter.take("a", at: 0)
        for _ in 0..<3 { #expect(limiter.take("a", at: 1_000_000).isAllowed) }
        #expect(!limiter.take("a", at: 1_000_000).isAllowed)
    }

    @Test func aRefundGivesTheTokenBackAndNoMoreThanThat() {
        let limiter = RateLimiter(allowance: three)
        for _ in 0..<3 { _ = limiter.take("a", at: 0) }
        limiter.refund("a", at: 0)
        #expect(limiter.take("a", at: 0).isAllowed)
        #expect(!limiter.take("a", at: 0).isAllowed)
        for _ in 0..<10 { limiter.refund("a", at: 0) }
        limiter.refund("never seen", at: 0)
        #expect(limiter.keyCount == 0)
        for _ in 0..<3 { #expect(limiter.take("a", at: 0).isAllowed) }
        #expect(!limiter.take("a", at: 0).isAllowed)
    }

    @Test func aRefillGivesAllOfThemBackToOneKey() {
        let limiter = RateLimiter(allowance: three)
        for key in ["a", "b"] { for _ in 0..<3 { _ = limiter.take(key, at: 0) } }
        #expect(limiter.standing(of: "a", at: 0)?.remaining == 0)
        limiter.refill("a", at: 0)
        limiter.refill("never seen", at: 0)
        #expect(limiter.standing(of: "a", at: 0)?.remaining == 3 && limiter.keyCount == 1)
        for _ in 0..<3 { #expect(limiter.take("a", at: 0).isAllowed) }
        #expect(!limiter.take("a", at: 0).isAllowed && !limiter.take("b", at: 0).isAllowed)
    }

    @Test func aClockThatJumpsBackGivesNothingAndTakesNothing() {
        let limiter = RateLimiter(allowance: three)
        _ = limiter.take("start", at: 0)
        for _ in 0..<2 { _ = limiter.take("a", at: 10_000) }
        #expect(limiter.take("a", at: 0).isAllowed, "the third of three")
        #expect(!limiter.take("a", at: 0).isAllowed)
        #expect(limiter.take("a", at: 12_000).isAllowed)
        #expect(!limiter.take("a", at: 12_000).isAllowed)
    }

    @Test func offMeansNoLimitAndNoMemory() {
        let limiter = RateLimiter(allowance: nil)
        for _ in 0..<1_000 { #expect(limiter.take("a", at: 0) == .allowed(nil)) }
        #expect(limiter.keyCount == 0)
    }

    @Test func allowancesOutsideTheRangesAreNone() {
        for (count, seconds) in [(0, 1), (1, 0), (-1, 1), (1_000_001, 1), (1, 86_401)] {
            #expect(Allowance(count: count, seconds: seconds) == nil)
        }
        #expect(Allowance(count: 1_000_000, seconds: 86_400) != nil)
    }
}
