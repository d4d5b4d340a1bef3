import FaceCheck
import LoginFlow
import Testing

@Suite("Signatures between broker and service", .timeLimit(.minutes(10)))
struct MessageSignatureTests {
    private let signature = MessageSignature(secret: Array("a secret of the two of us".utf8))
    private let now = Moment(seconds: 1_800_000_000)

    /// From `openssl dgst -sha256 -hmac`.
    @Test func anotherProgramComesToTheSame() {
        let golden =
            "t=1800000000,v1=73547503cf57ed0ea831c57eb6d119aa8e1d0e43aefba87d5d8e1ebce42f8ddb"
        let body = Array(#"{"reference":"check-1"}"#.utf8)
        #expect(signature.sign("POST /face/orders", body, at: now) == golden)
        #expect(signature.isGood(golden, "POST /face/orders", body, at: now))
    }
}
