import StrictJSON
import Testing

@testable import Demo

@Suite("The simulated face provider") struct DemoFaceProviderTests {
    private let orders = DemoFaceProviderOrders()

    private func open(_ reference: String = "reference") -> DemoFaceProviderOrder {
        orders.open(reference: reference, callbackURL: "http://broker/callback", expiresAt: 120)
            .order
    }

    private func told(_ order: DemoFaceProviderOrder, at now: Int64) -> JSONValue? {
        orders[order.id].map { $0.json(naming: $0.reference, at: now) }
    }

    @Test("The same reference gives the same order")
    func orderingAgain() {
        #expect(open().id == open().id)
        #expect(open("one").id != open("two").id)
    }

    @Test("Undecided, then expired")
    func timePasses() {
        let order = open()
        #expect(told(order, at: 119)?["state"] == "not_yet")
        #expect(told(order, at: 120)?["state"] == "expired")
    }

    @Test("The first decision counts")
    func decidedOnce() {
        let order = open()
        guard case .taken = orders.decide(order.id, .pass, isPutOff: false, at: 10),
            case .decidedBefore = orders.decide(
                order.id, .fail(reason: "blurred"), isPutOff: false, at: 11),
            case .unknown = orders.decide("another", .pass, isPutOff: false, at: 11)
        else { return #expect(Bool(false), "wrong decision") }
        #expect(told(order, at: 12)?["state"] == "pass")
    }

    @Test("Put off: not known before its time")
    func later() {
        let order = open()
        _ = orders.decide(order.id, .pass, isPutOff: true, at: 10)
        #expect(told(order, at: 14)?["state"] == "not_yet")
        #expect(told(order, at: 15)?["state"] == "pass")
    }

    @Test("Late: not known before the order has run out")
    func late() {
        let order = open()
        orders.misbehave(.late)
        _ = orders.decide(order.id, .pass, isPutOff: false, at: 10)
        #expect(told(order, at: 120)?["state"] == "expired")
        #expect(told(order, at: 121)?["state"] == "pass")
    }

    @Test("An attack looks passed but for its flag")
    func attack() {
        let order = open()
        _ = orders.decide(order.id, .attack, isPutOff: false, at: 10)
        #expect(told(order, at: 10)?["state"] == "pass")
        #expect(told(order, at: 10)?["attack"] == true)
    }

    @Test("Signatures: computed by `openssl dgst -sha256 -hmac`, and bound to all they cover")
    func signatures() {
        let signature = DemoFaceProviderSignature(secret: Array("a secret\n".utf8))
        let body = Array(#"{"a":1}"#.utf8)
        let header = signature.header("POST /orders", body, at: 1_700_000_000)
        #expect(
            header
                == "t=1700000000,v1="
                + "af93786abd9f55628716ddb3444f02d7102e9d184a8e614076fc92dd2c8be16f")
        func isValid(_ subject: String, _ body: [UInt8], at now: Int64) -> Bool {
            signature.isValid(header, subject, body, at: now)
        }
        #expect(isValid("POST /orders", body, at: 1_700_000_300))
        #expect(!isValid("POST /orders", body, at: 1_700_000_301))
        #expect(!isValid("POST /orders/1", body, at: 1_700_000_000))
        #expect(!isValid("POST /orders", [], at: 1_700_000_000))
        #expect(
            !DemoFaceProviderSignature.wrong.isValid(
                header, "POST /orders", body, at: 1_700_000_000))
    }

    @Test("What is spoilt is no JSON, or far too long")
    func spoilt() throws {
        let body = Array(#"{"a":1}"#.utf8)
        #expect(throws: JSONFailure.self) {
            try JSONValue(parsing: DemoFaceProviderMischief.garbage.spoil(body))
        }
        #expect(
            DemoFaceProviderMischief.oversize.spoil(body).count
                > DemoFaceProviderMischief.excess)
        #expect(DemoFaceProviderMischief.none.spoil(body) == body)
    }
}
