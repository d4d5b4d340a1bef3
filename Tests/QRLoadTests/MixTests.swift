import Testing

@testable import qrload

@Suite struct MixTests {
    @Test("A mix is dealt exactly, and spread out")
    func dealt() throws {
        let mix = try #require(Mix(argument: "approve=90,deny=3,abandon=5,face-fail=2"))
        var dealer = Dealer(mix)
        for _ in 0..<3 {
            let hundred = (0..<100).map { _ in dealer.next() }
            let counts = Dictionary(grouping: hundred) { $0 }.mapValues(\.count)
            #expect(counts == [.approve: 90, .deny: 3, .abandon: 5, .faceFail: 2])
            let abandoned = hundred.indices.filter { hundred[$0] == .abandon }
            #expect(
                zip(abandoned, abandoned.dropFirst()).allSatisfy { (10...30).contains($1 - $0) })
        }
    }

    @Test("A course of weight 0 never comes")
    func zero() throws {
        var dealer = Dealer(try #require(Mix(argument: "deny=0,approve=1")))
        #expect((0..<50).allSatisfy { _ in dealer.next() == .approve })
    }

    @Test("A mix says itself again as it was written")
    func text() {
        let text = "approve=90,deny=3,abandon=5,face-fail=2"
        #expect(Mix(argument: text)?.text == text)
        #expect(Mix(argument: text) == Mix.usual)
        #expect(Mix(argument: "approve=1") != Mix.usual)
    }

    @Test(
        "What is no mix",
        arguments: [
            "", "approve", "approve=", "approve=x", "approve=-1", "approve=0", "scan=1",
            "approve=1,approve=2", "approve=1,", "approve=1000001", "approve=1=2",
        ])
    func none(text: String) {
        #expect(Mix(argument: text) == nil)
    }
}
