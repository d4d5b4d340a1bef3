import NIOCore
import StrictJSON

/// Where one attack takes place: the deployment, and whoever the attack needs.
///
/// Each attack has addresses and people of its own, so that what one of them uses up, such as the
/// tries an address has, is there for the next.
package struct AttackStage: Sendable {
    let wire: Wire
    private(set) var plan: AttackPlan
    /// What the deployment says of itself.
    let metadata: JSONValue
    private let sources: Sources
    private var number = 0

    /// The public URL that stands in codes and tokens.
    var issuer: String { metadata["issuer"]?.string ?? "" }
    var counts: AttackCounts { plan.counts }
    var sourceCount: Int { sources.count }

    /// - Parameter run: any number that other runs will hardly have.
    init(wire: Wire, plan: AttackPlan, metadata: JSONValue, run: Int) {
        self.wire = wire
        self.plan = plan
        self.metadata = metadata
        let elsewhere: Sources.Kind = plan.isTrustedProxy ? .forwarded : .one
        let near: Sources.Kind = plan.isTrustedProxy ? .forwarded : .loopback
        sources = Sources(kind: wire.target.isLoopback ? near : elsewhere, run: run)
    }

    /// The same deployment for another attack.
    func stage(of attack: Int) -> AttackStage {
        var stage = self
        stage.number = attack
        return stage
    }

    /// An address of this attack; others have others.
    func source(_ index: Int = 0) -> Source { sources[number * 1_000 + index] }

    /// A browser at the portal. Different numbers are at different addresses.
    func browser(_ index: Int = 0) -> AttackBrowser { AttackBrowser(stage: self, index: index) }

    /// A new person's phone.
    func phone(_ index: Int = 1) -> AttackPhone {
        AttackPhone(stage: self, wallet: plan.wallet, source: source(index))
    }

    /// A phone of nobody in particular, at an address that may be used up.
    func attackerPhone(_ index: Int) -> AttackPhone { phone(200 + index) }

    /// The same, with another portal in the place of the first.
    func stage(as client: AttackPlan.Client) -> AttackStage {
        var stage = self
        stage.plan.client = client
        return stage
    }

    /// A login that somebody has approved.
    func approvedLogin() async throws -> LoginPage {
        try await approvedLogin(phone: phone())
    }

    func approvedLogin(phone: AttackPhone) async throws -> LoginPage {
        let page = try await browser().start()
        var phone = phone
        try await phone.approve(page)
        return page
    }

    /// Does the same so many times at once.
    func parallel<Value: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: Value.self) { group in
            for index in 0..<count { group.addTask { try await body(index) } }
            var values: [Value] = []
            for try await value in group { values.append(value) }
            return values
        }
    }
}
