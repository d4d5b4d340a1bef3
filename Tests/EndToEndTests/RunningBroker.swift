import AsyncHTTPClient
import Base64URL
import BrokerServer
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import StrictJSON
import Testing
import Tokens

/// A broker in this process, listening at a port of its own, with one wallet.
struct RunningBroker: Sendable {
    static let issuer = "http://127.0.0.1:8080"
    /// For a connection and for an answer: a busy machine is no failure.
    private static let patience = TimeAmount.seconds(90)

    let address: String
    let walletKey: SigningKey
    let client: HTTPClient

    /// A broker that does not listen.
    static func prepared() throws -> BrokerServer {
        let folder = try newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        return try server(in: folder, walletKey: .newES256())
    }

    private static func newFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("qrbroker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private static func server(
        in folder: URL, walletKey key: SigningKey, more: String = ""
    ) throws -> BrokerServer {
        try Data(KeySet([key.publicKey]).jwks.serialized())
            .write(to: folder.appendingPathComponent("wallet.jwks.json"))
        let configuration = try ServerConfiguration.load(
            text: configurationText + "\n" + more, folder: folder.path)
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        return try BrokerServer(configuration, logger: logger)
    }

    /// Runs a broker for as long as the body takes.
    ///
    /// - Parameters:
    ///   - more: lines at the top level of its configuration.
    ///   - files: files beside it, by name.
    static func with(
        more: String = "", files: [String: String] = [:],
        _ body: @Sendable (RunningBroker) async throws -> Void
    ) async throws {
        let folder = try newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        let key = SigningKey.newES256()
        let server = try server(in: folder, walletKey: key, more: more)
        let (addresses, found) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingOldest(2))
        let patient = HTTPClient.Configuration(timeout: .init(connect: patience))
        try await HTTPClient.withHTTPClient(configuration: patient) { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    // Ends by cancellation when the body is done.
                    try? await server.run { listener, address in
                        if listener == "public" { found.yield(address) }
                    }
                }
                let address = try #require(await addresses.first { _ in true })
                try await body(
                    RunningBroker(address: "http://\(address)", walletKey: key, client: client))
                group.cancelAll()
            }
        }
    }

    private static let configurationText = """
        issuer: \(issuer)
        listen: 127.0.0.1:0
        management_listen: 127.0.0.1:0
        relying_parties:
          - id: portal
            domain: portal.example
            redirect_uris: [https://portal.example/callback]
            public: true
            scopes: [openid, profile]
            policies: { login: default }
        wallets:
          - { id: wallet, jwks_file: wallet.jwks.json, attests: [pin, face] }
        policies:
          default: { asks: [consent, face], qr_rotation: 30 }
        """

    func call(
        _ method: String, _ path: String, token: String? = nil, json: JSONValue? = nil,
        form: String? = nil, headers: [(String, String)] = []
    ) async throws -> (status: Int, body: JSONValue) {
        var request = HTTPClientRequest(url: address + path)
        request.method = .RAW(value: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let json {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: json.serialized()))
        }
        if let form {
            request.headers.add(
                name: "Content-Type", value: "application/x-www-form-urlencoded")
            request.body = .bytes(ByteBuffer(string: form))
        }
        let answer = try await client.execute(request, timeout: Self.patience)
        let body = try await answer.body.collect(upTo: 1 << 20)
        let value =
            body.readableBytes == 0
            ? JSONValue.null : try JSONValue(parsing: Array(body.readableBytesView))
        return (Int(answer.status.code), value)
    }

    /// A statement of the wallet for one of its people.
    func statement(_ act: String, _ sub: String, _ members: JSONObject) throws -> JSONValue {
        let now = Int64(Date().timeIntervalSince1970)
        var claims: JSONObject = [
            "iss": "wallet", "sub": .string(sub), "aud": .string(Self.issuer),
            "iat": .integer(now), "exp": .integer(now + 60),
            "jti": .string(UUID().uuidString), "act": .string(act),
            "device": ["id": .string("phone of \(sub)"), "model": "Test", "os": "Test"],
        ]
        for member in members.members { claims.append(member.key, member.value) }
        let signed = try CompactJWS.signed(claims, type: "qrlogin+jwt", by: walletKey)
        return ["assertion": .string(signed)]
    }
}
