/// Signed texts that are the same in every run: signing draws a number, and a seed must give the same input
/// again. The keys are those of `SignedFixture`.
enum SignedTexts {
    static let scan =
        "eyJhbGciOiJFUzI1NiIsImtpZCI6InJHUXA2clJmTzBIUGhQZUFWSGVia0Zoa0VYSjdfVnNYbnhmck9EYjFY"
        + "R1UiLCJ0eXAiOiJxcmxvZ2luK2p3dCJ9.eyJpc3MiOiJvbmUiLCJzdWIiOiJ6aGFuZy13ZWkiLCJhdWQiOiJ"
        + "odHRwczovL2xvZ2luLmV4YW1wbGUiLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDA2MCwianRpIjo"
        + "ic3RhdGVtZW50LTEiLCJhY3QiOiJzY2FuIiwiZGV2aWNlIjp7ImlkIjoicGhvbmUiLCJtb2RlbCI6Ik0iLCJ"
        + "vcyI6IkxpbnV4In0sInFyIjoiaHR0cHM6Ly9sb2dpbi5leGFtcGxlL3EveC4wLnkifQ.fyPD3U2o1oDL_qfY"
        + "sA5zWJRudMlnbrTwheOnzi9dpKCdPRDKRgm17-5CdApoP3OAjAVHLIwnGCPjBHfLgqKn3Q"
    static let confirm =
        "eyJhbGciOiJFUzI1NiIsImtpZCI6InJHUXA2clJmTzBIUGhQZUFWSGVia0Zoa0VYSjdfVnNYbnhmck9EYjFY"
        + "R1UiLCJ0eXAiOiJxcmxvZ2luK2p3dCJ9.eyJpc3MiOiJvbmUiLCJzdWIiOiJ6aGFuZy13ZWkiLCJhdWQiOiJ"
        + "odHRwczovL2xvZ2luLmV4YW1wbGUiLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDA2MCwianRpIjo"
        + "ic3RhdGVtZW50LTIiLCJhY3QiOiJjb25maXJtIiwiZGV2aWNlIjp7ImlkIjoicGhvbmUiLCJtb2RlbCI6Ik0"
        + "iLCJvcyI6IkxpbnV4In0sInNpZCI6IkFBQUFBQUFBQUFBQUFBQUFBQUFBQUEiLCJjaGFsbGVuZ2UiOiJjIiw"
        + "ibnVtYmVyIjoiMDciLCJzY29wZXMiOlsicHJvZmlsZSJdLCJhY3RpbmdfZm9yIjoib3JnIiwib3JnYW5pc2F"
        + "0aW9uIjp7Im5hbWUiOiLnu4Tnu4cifSwiY3JlZGVudGlhbF9kZXRhaWxzIjp7ImtpbmQiOiJvd24iLCJ0eXB"
        + "lIjoiaWQiLCJzdGF0dXMiOiJ2YWxpZCIsImV4cGlyZXNfYXQiOiIyMDMwLTAxLTAxVDAwOjAwOjAwWiJ9fQ."
        + "M-8Y92CC09ZF8c6q48ILktexZJCgRXwpDv5W3Vu7G1Ppdr-hRDZQUl5m4QlZu7WCnjeUAnvfPSSQxf4US3Vh"
        + "UQ"
    static let deny =
        "eyJhbGciOiJFUzI1NiIsImtpZCI6InJHUXA2clJmTzBIUGhQZUFWSGVia0Zoa0VYSjdfVnNYbnhmck9EYjFY"
        + "R1UiLCJ0eXAiOiJxcmxvZ2luK2p3dCJ9.eyJpc3MiOiJvbmUiLCJzdWIiOiJ6aGFuZy13ZWkiLCJhdWQiOiJ"
        + "odHRwczovL2xvZ2luLmV4YW1wbGUiLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDA2MCwianRpIjo"
        + "ic3RhdGVtZW50LTMiLCJhY3QiOiJkZW55IiwiZGV2aWNlIjp7ImlkIjoicGhvbmUiLCJtb2RlbCI6Ik0iLCJ"
        + "vcyI6IkxpbnV4In0sInNpZCI6IkFBQUFBQUFBQUFBQUFBQUFBQUFBQUEiLCJyZWFzb24iOiJub3RfbWUifQ."
        + "e3gHgp27M6i2rSP0Xc7ZoGEtmGis0xi18MySflU6yvtwy354O1rve6WrkTGiVNSGYDgAePwciuSGQeV2byd5"
        + "0w"
    static let client =
        "eyJhbGciOiJFUzI1NiIsImtpZCI6Ink2ZmlNLXdwMzBUUFFtYXpLcWx6Ync4R05nTE1uc0JDWVpXTW5Xck1u"
        + "Mm8iLCJ0eXAiOiJKV1QifQ.eyJpc3MiOiJwb3J0YWwiLCJzdWIiOiJwb3J0YWwiLCJhdWQiOiJodHRwczovL"
        + "2xvZ2luLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDMwMCwianRpIjoiY"
        + "2xpZW50LTEifQ.fBRyEmUXP97Dozyk3pORANHkHZFY_Uj5fwgZHJWBo5EqLS0la247wcHTJr4wS4r3txVj-2"
        + "PpYGKw9hfTGbxiNw"
    static let otherClient =
        "eyJhbGciOiJFUzI1NiIsImtpZCI6Ink2ZmlNLXdwMzBUUFFtYXpLcWx6Ync4R05nTE1uc0JDWVpXTW5Xck1u"
        + "Mm8ifQ.eyJpc3MiOiJwb3J0YWwiLCJzdWIiOiJwb3J0YWwiLCJhdWQiOlsiaHR0cHM6Ly9sb2dpbi5leGFtc"
        + "GxlIl0sImV4cCI6MTcwMDAwMDMwMCwianRpIjoiY2xpZW50LTIifQ.VO8xyvsgQSyxhZ9F3sMyoNzWoh8zve"
        + "DkEIGh5Rs379ID53-1kP_aSw6VfyEhi17DX-y9PBfeneGwGx7qTK0wmQ"
    static let proof =
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYi"
        + "LCJ4IjoiUXEyWEhRTjlHckstMzg0X0ZfbDl1dEVnWHFmTWRhQlA5WUxkeWxhZ3Z6ZyIsInkiOiJIOXVsNVNR"
        + "dFVjNTJEeWZBUGhJM25ZTnkyY0hKejV1cXNkVllzUmZIdVFFIn19.eyJodG0iOiJQT1NUIiwiaHR1IjoiaHR"
        + "0cHM6Ly9sb2dpbi5leGFtcGxlL3Rva2VuIiwiaWF0IjoxNzAwMDAwMDAwLCJqdGkiOiJwcm9vZi0xIn0.20J"
        + "xW4BP2ns9mGfbtg3_IaqPnW_23D_XBzdbag3ydXHaqkXhZvxhZ36S2PC5Zx5Y9a8yeZS2-vIiTzOACULovA"
    static let otherProof =
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYi"
        + "LCJ4IjoiUXEyWEhRTjlHckstMzg0X0ZfbDl1dEVnWHFmTWRhQlA5WUxkeWxhZ3Z6ZyIsInkiOiJIOXVsNVNR"
        + "dFVjNTJEeWZBUGhJM25ZTnkyY0hKejV1cXNkVllzUmZIdVFFIn19.eyJodG0iOiJQT1NUIiwiaHR1IjoiaHR"
        + "0cHM6Ly9sb2dpbi5leGFtcGxlL3Rva2VuP3gjeSIsImlhdCI6MTcwMDAwMDAwMC41LCJqdGkiOiJwcm9vZi0"
        + "yIn0.FrHQ7qzlF5mmf8ra7WfOuEOTdSC9TItW-UKSQMBBT0Iw9GV0JTACIGzpxO63sR8dXpRAiP6F0M5KBJv"
        + "yDrbEQQ"
    /// Of the broker, which signs with the wallet's key here: over `TrailExample.rows`.
    static let checkpoint =
        "eyJhbGciOiJFUzI1NiIsImtpZCI6InJHUXA2clJmTzBIUGhQZUFWSGVia0Zoa0VYSjdfVnNYbnhmck9EYjFY"
        + "R1UiLCJ0eXAiOiJxcmJyb2tlci1jaGVja3BvaW50K2p3dCJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLmV4YW1"
        + "wbGUiLCJpYXQiOjE3MDAwMDAxMDAsInNpemUiOjYsInJvb3QiOiJWZE5wZ3ZwelhRQi1MLTNGYS1WYkpvbGN"
        + "OQWZsc1NWRmx0UmppMWthdVBRIiwiY2hhaW4iOiIzQkFyc1FkRnZfYVNkYU81ZXhFSUZySndqUzhjeE1mUnc"
        + "yVUswLXRrU3c0In0.R54OLBKAxcnSW1tS1ffP1QIxxZv5wWHzb2kFa-in58QCNf4p5nwGcMHFaGQt5YMMQO4"
        + "zZ9ehSUex8315r0F1Qw"
}
