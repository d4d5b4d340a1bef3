import Testing

@testable import BrokerServer

@Suite("How a message to a portal fared") struct DeliveryOutcomeTests {
    @Test(
        arguments: [
            (200, .heard), (204, .heard), (299, .heard), (302, .failed), (400, .refused),
            (404, .refused), (408, .failed), (410, .refused), (429, .failed), (499, .refused),
            (500, .failed), (503, .failed),
        ] as [(UInt, DeliveryOutcome)])
    func theStatusSaysWhetherToTryAgain(status: UInt, outcome: DeliveryOutcome) {
        #expect(DeliveryOutcome(status: status) == outcome)
    }
}
