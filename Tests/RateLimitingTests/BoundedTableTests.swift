import SeededGenerator
import Testing

@testable import RateLimiting

/// What happens when more keys come than are remembered.
@Suite struct BoundedTableTests {
    let three = Allowance(count: 3, seconds: 6)!

    @Test func idleKeysAreForgotten() {
        let limiter = RateLimiter(allowance: three)
        for key in 0..<1_000 { _ = limiter.take(key, at: 0) }
        #expect(limiter.keyCount == 1_000)
        _ = limiter.take(-1, at: 1_999)
        #expect(limiter.keyCount == 1_001)
        _ = limiter.take(-1, at: 2_000)
        #expect(limiter.keyCount == 1)
    }

    @Test func theTableNeverGrowsBeyondItsCapacity() {
        let limiter = RateLimiter(allowance: three, capacity: 100)
        for key in 0..<10_000 {
            _ = limiter.take(key, at: Int64(key / 100))
            #expect(limiter.keyCount <= 100)
        }
    }

    @Test func whoIsRefusedStaysRefusedThroughAFloodOfNewKeys() {
        let limiter = RateLimiter(allowance: three, capacity: 100)
        for _ in 0..<4 { _ = limiter.take("offender", at: 0) }
        for key in 0..<10_000 { #expect(limiter.take(key, at: 0).isAllowed) }
        #expect(!limiter.take("offender", at: 0).isAllowed)
    }

    @Test func theFullestBucketsGoFirst() {
        let limiter = RateLimiter(allowance: three, capacity: 2)
        for _ in 0..<2 { _ = limiter.take("used twice", at: 0) }
        _ = limiter.take("used once", at: 0)
        _ = limiter.take("new", at: 0)
        #expect(limiter.take("used twice", at: 0).isAllowed)
        #expect(!limiter.take("used twice", at: 0).isAllowed, "its two uses were remembered")
    }

    @Test func whileEveryKeyIsRefusedNewcomersAreToo() {
        let limiter = RateLimiter(allowance: three, capacity: 2)
        for key in ["a", "b"] { for _ in 0..<3 { _ = limiter.take(key, at: 0) } }
        guard case .refused(let standing) = limiter.take("c", at: 0) else {
            Issue.record("a flood of offenders let a newcomer in")
            return
        }
        #expect(standing.retryAfterSeconds == 2)
        #expect(limiter.take("c", at: 1_999).isAllowed == false)
        #expect(limiter.take("c", at: 2_000).isAllowed)
    }

    /// Buckets kept exactly, in fractions that never round, beside the table.
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func agreesWithExactBucketsOnRandomWalks(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        let allowance = Allowance(
            count: .random(in: 1...9, using: &dice), seconds: .random(in: 1...9, using: &dice))!
        let (count, period) = (Int64(allowance.count), Int64(allowance.seconds) * 1000)
        let limiter = RateLimiter(allowance: allowance)
        // Tokens times period, and when that was so.
        var oracle: [Int: (level: Int64, at: Int64)] = [:]
        var (now, refusals) = (Int64(0), 0)
        for _ in 0..<3_000 {
            now += Int64.random(in: 0...(period / count / 8), using: &dice)
            let key = Int.random(in: 0..<4, using: &dice)
            let last = oracle[key] ?? (count * period, now)
            var level = min(count * period, last.level + (now - last.at) * count)
            if Int.random(in: 0..<10, using: &dice) == 0 {
                limiter.refund(key, at: now)
                oracle[key] = (min(count * period, level + period), now)
                continue
            }
            let isAllowed = level >= period
            if isAllowed { level -= period } else { refusals += 1 }
            oracle[key] = (level, now)
            let decision = limiter.take(key, at: now)
            #expect(decision.isAllowed == isAllowed)
            if case .allowed(let standing?) = decision {
                #expect(standing.remaining == Int(level / period))
            }
        }
        #expect(refusals > 0, "the limit was met")
    }
}
