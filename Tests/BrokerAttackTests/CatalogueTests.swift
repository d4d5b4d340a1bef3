import Testing

@testable import BrokerAttack

@Suite struct CatalogueTests {
    private let cards = Catalogue.all.map(\.card)

    @Test func everyNumberStandsOnceAndInOrder() {
        #expect(cards.map(\.number) == Array(1...44))
        #expect(Set(cards.map(\.title)).count == 44)
    }

    @Test func everyProtectionIsAttacked() throws {
        var attacked: Set<Int> = []
        for card in cards {
            let list = card.against.split(separator: "protection").last ?? ""
            if card.against.contains("protection") {
                attacked.formUnion(list.split { !$0.isNumber }.compactMap { Int($0) })
            }
        }
        #expect(attacked.sorted() == Array(1...22))
    }

    @Test func everyFlawIsAttacked() {
        let against = cards.map(\.against).joined(separator: " ")
        for flaw in 1...6 { #expect(against.contains("F\(flaw)")) }
    }
}
