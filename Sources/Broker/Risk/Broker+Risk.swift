import Addresses
import LoginFlow
import RateLimiting
import StrictJSON
import WaitingRoom

extension Broker {
    /// Failures from which on the number is asked: one may be a slip.
    private static var noSlip: Int { 2 }

    /// What the circumstances of a scan call for. Where no browser shows the code there is no number,
    /// and little to compare the phone with.
    ///
    /// It runs inside the transaction, which may be tried twice: then a scan counts twice, and at
    /// worst a number is asked for.
    func risk(
        of statement: Statement, _ code: ScannedCode, by channel: Channel,
        _ around: Surroundings, isNewBrowser: Bool
    ) -> RiskVerdict {
        var seen = Circumstances()
        seen.codeWasTyped = code.frame == nil
        seen.cameByLink = statement.claims["via"] == "link"
        seen.isNewBrowser = isNewBrowser
        seen.isElsewhere = !around.isSameNetwork
        seen.isFarAway = around.isFarAway
        seen.isHurried = isHurried(statement, around)
        seen.isBlockedNetwork = isBlocked(around.page)
        if let failures = failures(of: .person(statement.person)) {
            let count = failures.allowance.count - failures.remaining
            seen.hasFailed = count >= Self.noSlip
            seen.isCoolingDown = failures.remaining == 0
        }
        let verdict = RiskVerdict(seen)
        return channel == .page ? verdict : verdict.intersection(.block)
    }

    /// Takes one from each that this scan counts for.
    private func isHurried(_ statement: Statement, _ around: Surroundings) -> Bool {
        let now = clock.waiting().milliseconds
        let isFast = !limits.scansPerSubject.take(statement.person, at: now).isAllowed
        if around.isSameNetwork || around.page.isEmpty { return isFast }
        let page = IPNetwork.limitKey(around.page)
        return !limits.strangersPerAddress.take(page, at: now).isAllowed || isFast
    }

    private func isBlocked(_ address: String) -> Bool {
        guard let address = IPAddress(address) else { return false }
        return settings.risk.blockedNetworks.contains { $0.contains(address) }
    }
}
