import StrictJSON
import Tokens

extension FuzzTarget {
    /// Public keys of wallets, phones and portals.
    static let jwk = FuzzTarget(
        "jwk",
        [
            SignedFixture.walletKey.publicKey.jwk.serializedText(),
            #"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
            #"{"kty":"RSA","e":"AQAB","n":"\#(modulus)"}"#,
        ],
        words: [
            #""alg":"RS256","#, #""use":"enc","#, #""kid":"a","#, #""d":"AA","#, "AAAA", "AQ", "Aw",
            "_",
        ]
    ) { input in
        guard let value = try? JSONValue(parsing: input) else { return .refused }
        do {
            let key = try VerificationKey(jwk: value)
            let again = try VerificationKey(jwk: key.jwk)
            try demand(
                again.thumbprint == key.thumbprint && again.kid == key.kid,
                "written, it is the same key")
            let members: Set = ["kty", "crv", "x", "y", "n", "e", "kid", "alg", "use"]
            try demand(
                Set(key.jwk.object?.keys ?? []).isSubset(of: members), "nothing private is kept")
            let set = try KeySet(jwks: ["keys": [key.jwk]])
            try demand(set[key.kid]?.thumbprint == key.thumbprint, "found by its name")
            try demand(!key.isValid([], for: input), "an empty signature is none")
            return .taken
        } catch is KeyFailure {
            return .refused
        }
    }

    /// RFC 7515 appendix A.2.
    private static let modulus =
        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1P"
        + "t0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63k"
        + "paSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwK"
        + "h9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRW"
        + "yuXpoQ"
}
