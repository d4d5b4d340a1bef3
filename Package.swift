// swift-tools-version:6.2
//
// The manifest is the architecture: modules stand by layer, lowest first. A module may use modules
// of lower layers only, never a sibling; `checkLayers()` below refuses to load anything else.

import PackageDescription

// MARK: - Other people's packages

let packages: [Package.Dependency] = [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
]

let arguments = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(
    name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioLocks = Target.Dependency.product(name: "NIOConcurrencyHelpers", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioTLS = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let unixSignals = Target.Dependency.product(
    name: "UnixSignals", package: "swift-service-lifecycle")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")

// MARK: - Modules

/// One module: its place, and all it may see.
struct Module {
    var name: String
    var uses: [String] = []
    var parts: [Target.Dependency] = []
    var kind = Kind.library

    enum Kind {
        case library, executable, c
        case system(pkgConfig: String, apt: String)
        /// A header that Swift's own module of the C library leaves out.
        case header
    }
}

let layers: [[Module]] = [
    // 0: rules and values; nothing here knows a clock, a socket or a disk
    [
        Module(name: "LoginFlow"),
        Module(name: "Base64URL"),
        Module(name: "PercentCoding"),
        Module(name: "Addresses"),
        Module(name: "StrictJSON"),
        Module(name: "AuditChain", parts: [crypto]),
        Module(
            name: "CQREncode", kind: .system(pkgConfig: "libqrencode", apt: "libqrencode-dev")),
        Module(name: "CPNG", kind: .system(pkgConfig: "libpng", apt: "libpng-dev")),
        Module(
            name: "CMaxMindDB",
            kind: .system(pkgConfig: "libmaxminddb", apt: "libmaxminddb-dev")),
        Module(name: "CZBar", kind: .system(pkgConfig: "zbar", apt: "libzbar-dev")),
        Module(name: "CMalloc", kind: .header),
        Module(name: "CStbImage", kind: .c),
        Module(name: "CWebFiles", kind: .c),
        Module(name: "CTemplates", kind: .c),
        Module(name: "CWorkerProcess", kind: .c),
    ],
    // 1: one capability each
    [
        Module(
            name: "SessionStore", uses: ["AuditChain", "LoginFlow", "StrictJSON"],
            parts: [crypto, grdb, nioLocks]),
        Module(name: "WaitingRoom", uses: ["LoginFlow"], parts: [nioLocks]),
        Module(
            name: "Secrets", uses: ["LoginFlow", "Base64URL", "StrictJSON"], parts: [crypto]),
        Module(
            name: "Tokens", uses: ["Base64URL", "StrictJSON"], parts: [crypto, cryptoExtras]),
        Module(name: "QRSymbol", uses: ["CQREncode", "CPNG"]),
        Module(name: "QRReader", uses: ["CZBar", "CStbImage"]),
        Module(name: "Places", uses: ["CMaxMindDB"]),
        Module(
            name: "FaceCheck", uses: ["LoginFlow", "StrictJSON", "CWorkerProcess"],
            parts: [crypto, httpClient, logging, nioCore, nioHTTP1, nioLocks, nioPosix]),
        Module(name: "BrokerMetrics", parts: [nioLocks]),
        Module(name: "RateLimiting", parts: [nioLocks]),
        Module(name: "Terminal", parts: [arguments, httpClient, nioCore, nioPosix]),
        Module(
            name: "HTTPServing",
            parts: [
                httpTypes, lifecycle, nioCore, nioHTTP1, nioHTTPTypes, nioLocks, nioPosix, nioTLS,
            ]),
        Module(name: "WebFiles", uses: ["Base64URL", "CWebFiles"], parts: [crypto]),
    ],
    // 2: the use cases, without HTTP; what proves them afterwards
    [
        Module(
            name: "Audit",
            uses: [
                "AuditChain", "LoginFlow", "Base64URL", "StrictJSON", "SessionStore", "Tokens",
            ]),
        Module(
            name: "Broker",
            uses: [
                "Addresses", "AuditChain", "LoginFlow", "Base64URL", "PercentCoding", "StrictJSON",
                "SessionStore", "WaitingRoom", "Secrets", "Tokens", "QRSymbol", "FaceCheck",
                "RateLimiting", "BrokerMetrics", "Places",
            ],
            parts: [crypto, logging, nioLocks]),
    ],
    // 3: the use cases over HTTP
    [
        Module(
            name: "BrokerHTTP",
            uses: [
                "Addresses", "LoginFlow", "Base64URL", "PercentCoding", "StrictJSON", "WaitingRoom",
                "Secrets", "Tokens", "QRSymbol", "RateLimiting", "BrokerMetrics", "HTTPServing",
                "WebFiles", "Places", "Broker",
            ],
            parts: [httpTypes, logging, nioCore, crypto])
    ],
    // 4: configuration, composition, services
    [
        Module(
            name: "BrokerServer",
            uses: [
                "Addresses", "LoginFlow", "StrictJSON", "SessionStore", "WaitingRoom", "Secrets",
                "Tokens", "FaceCheck", "RateLimiting", "BrokerMetrics", "HTTPServing", "WebFiles",
                "Audit", "AuditChain", "Base64URL", "Places", "Broker", "BrokerHTTP",
            ],
            parts: [
                httpTypes, httpClient, lifecycle, logging, nioCore, nioHTTP1,
                nioLocks,
                nioPosix, nioTLS, yaml,
            ])
    ],
    // 5: a portal, wallets and a face provider to try the broker with; templates; attacks on it
    [
        Module(
            name: "Demo",
            uses: [
                "Base64URL", "StrictJSON", "LoginFlow", "CTemplates", "Tokens", "HTTPServing",
                "WebFiles", "Broker", "BrokerServer",
            ],
            parts: [
                httpTypes, httpClient, lifecycle, logging, crypto, nioCore, nioHTTP1,
                nioLocks,
                yaml,
            ]),
        Module(
            name: "BrokerAttack",
            uses: ["AuditChain", "Base64URL", "PercentCoding", "StrictJSON", "Tokens"],
            parts: [crypto, grdb, nioCore, nioHTTP1, nioLocks, nioPosix, nioTLS]),
    ],
    // 6: programs
    [
        Module(
            name: "qrbroker",
            uses: [
                "Base64URL", "LoginFlow", "Secrets", "SessionStore", "StrictJSON", "Tokens",
                "Audit", "Broker", "BrokerHTTP", "BrokerServer", "Demo", "BrokerAttack", "CMalloc",
            ],
            parts: [arguments, logging, nioCore],
            kind: .executable),
        Module(
            name: "qrphone",
            uses: ["Base64URL", "StrictJSON", "Tokens", "QRReader", "Terminal"],
            parts: [arguments, crypto, httpClient, nioCore, nioHTTP1],
            kind: .executable),
        Module(
            name: "qrlogin",
            uses: ["PercentCoding", "StrictJSON", "Tokens", "QRSymbol", "Terminal"],
            parts: [arguments, httpClient, nioCore, nioHTTP1, unixSignals],
            kind: .executable),
        Module(
            name: "qrload",
            uses: ["Base64URL", "PercentCoding", "StrictJSON", "Tokens", "Terminal"],
            parts: [arguments, crypto, histogram, nioCore, nioPosix, unixSignals],
            kind: .executable),
        Module(
            name: "qrbench",
            uses: [
                "AuditChain", "LoginFlow", "StrictJSON", "CQREncode", "SessionStore", "Secrets",
                "Tokens", "QRSymbol",
            ],
            parts: [arguments, crypto, grdb, nioLocks],
            kind: .executable),
    ],
]

/// A random generator that repeats itself, for tests only.
let seeded = Target.Dependency.target(name: "SeededGenerator")
let rush = Target.Dependency.target(name: "Rush")

typealias TestTarget = (name: String, uses: [String], parts: [Target.Dependency])

/// Tests by the module they test; each may also use what stands beside the name.
let allTests: [TestTarget] = [
    ("LoginFlowTests", ["LoginFlow"], [seeded]),
    ("Base64URLTests", ["Base64URL"], []),
    ("PercentCodingTests", ["PercentCoding"], []),
    ("AddressesTests", ["Addresses"], []),
    ("PlacesTests", ["Places"], []),
    ("StrictJSONTests", ["StrictJSON"], [seeded]),
    ("AuditChainTests", ["AuditChain"], [crypto]),
    (
        "AuditTests",
        ["Audit", "AuditChain", "Base64URL", "LoginFlow", "SessionStore", "StrictJSON", "Tokens"],
        [grdb, nioLocks]
    ),
    (
        "SessionStoreTests", ["AuditChain", "SessionStore", "LoginFlow", "StrictJSON"],
        [grdb, nioLocks, crypto, rush]
    ),
    ("WaitingRoomTests", ["WaitingRoom", "LoginFlow"], [nioLocks, seeded]),
    (
        "HTTPServingTests", ["HTTPServing"],
        [httpTypes, nioCore, nioEmbedded, nioHTTP1, nioLocks, nioPosix]
    ),
    ("SecretsTests", ["Secrets", "LoginFlow", "Base64URL", "StrictJSON"], [crypto]),
    ("TokensTests", ["Tokens", "Base64URL", "StrictJSON"], [crypto, cryptoExtras]),
    ("QRSymbolTests", ["QRSymbol", "QRReader"], []),
    (
        "QRPhoneTests", ["qrphone", "Base64URL", "StrictJSON", "Tokens", "Terminal"],
        [arguments, httpClient, nioCore, nioHTTP1, nioLocks, nioPosix]
    ),
    (
        "QRLoginTests", ["qrlogin", "StrictJSON", "Tokens", "QRSymbol", "Terminal"],
        [nioCore, nioHTTP1, nioLocks, nioPosix]
    ),
    (
        "FaceCheckTests", ["FaceCheck", "HTTPServing", "LoginFlow", "StrictJSON"],
        [crypto, httpTypes, lifecycle, logging, nioCore, nioLocks]
    ),
    ("QRLoadTests", ["qrload", "StrictJSON", "Terminal"], [arguments, histogram, nioCore]),
    ("TerminalTests", ["Terminal"], [arguments]),
    ("RateLimitingTests", ["RateLimiting"], [seeded]),
    ("WebFilesTests", ["WebFiles"], []),
    (
        "BrokerTests",
        [
            "Addresses", "Broker", "LoginFlow", "StrictJSON", "SessionStore", "WaitingRoom",
            "Secrets", "Tokens", "FaceCheck", "Base64URL", "Places", "RateLimiting",
        ], [crypto, grdb, nioLocks, rush]
    ),
    (
        "SimulationTests",
        [
            "Broker", "LoginFlow", "StrictJSON", "SessionStore", "WaitingRoom", "Secrets", "Tokens",
            "FaceCheck", "Base64URL", "RateLimiting",
        ], [crypto, grdb, sqlite, nioLocks, seeded]
    ),
    (
        "BrokerHTTPTests", ["Addresses", "BrokerHTTP", "Broker", "HTTPServing", "LoginFlow"],
        [httpTypes, nioCore]
    ),
    (
        "FuzzingTests",
        [
            "Addresses", "Audit", "AuditChain", "Base64URL", "Broker", "BrokerHTTP",
            "BrokerServer", "HTTPServing", "LoginFlow", "PercentCoding", "Secrets", "SessionStore",
            "StrictJSON",
            "Tokens", "WaitingRoom",
        ],
        [crypto, grdb, httpTypes, nioCore, nioEmbedded, nioHTTP1, nioLocks, seeded]
    ),
    ("DocumentsTests", ["BrokerMetrics"], []),
    (
        "BrokerServerTests",
        [
            "Addresses", "StrictJSON", "LoginFlow", "SessionStore", "Tokens", "FaceCheck",
            "HTTPServing", "Broker", "BrokerHTTP", "BrokerServer",
        ],
        [nioCore]
    ),
    (
        "EndToEndTests",
        [
            "Base64URL", "StrictJSON", "LoginFlow", "Tokens", "BrokerMetrics", "FaceCheck",
            "WebFiles", "Broker", "BrokerHTTP", "BrokerServer",
        ],
        [crypto, httpClient, logging, nioCore, nioHTTP1, yaml]
    ),
    ("DemoTests", ["Demo", "StrictJSON", "Tokens"], []),
    ("BrokerAttackTests", ["BrokerAttack", "Base64URL", "StrictJSON", "Tokens"], []),
]

/// Those to build: all, or for a second build of a few those that `QRBROKER_TESTS` names.
let tests = chosenTests()

/// Stops loading at a name that no tests have: a build without them would pass.
func chosenTests() -> [TestTarget] {
    guard let names = Context.environment["QRBROKER_TESTS"] else { return allTests }
    return names.split(separator: ",", omittingEmptySubsequences: false).map { name in
        guard let test = allTests.first(where: { $0.name == name }) else {
            fatalError("QRBROKER_TESTS: there are no tests \"\(name)\"")
        }
        return test
    }
}

// MARK: - The check

/// Stops loading when a module looks at its own layer or above.
func checkLayers() {
    var below: Set<String> = []
    for layer in layers {
        for module in layer {
            for used in module.uses where !below.contains(used) {
                fatalError("\(module.name) may not use \(used): it is not in a lower layer")
            }
        }
        below.formUnion(layer.map(\.name))
    }
}

checkLayers()

// MARK: - Targets

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let moduleTargets = layers.joined().map { module -> Target in
    let dependencies = module.uses.map { Target.Dependency(stringLiteral: $0) } + module.parts
    switch module.kind {
    case .library:
        return .target(
            name: module.name, dependencies: dependencies, swiftSettings: swiftSettings)
    case .executable:
        return .executableTarget(
            name: module.name, dependencies: dependencies, swiftSettings: swiftSettings)
    case .c:
        return .target(name: module.name)
    case .header: return .systemLibrary(name: module.name)
    case .system(let pkgConfig, let apt):
        return .systemLibrary(name: module.name, pkgConfig: pkgConfig, providers: [.apt([apt])])
    }
}

let testSupport = [
    Target.target(
        name: "SeededGenerator", path: "Tests/SeededGenerator", swiftSettings: swiftSettings),
    Target.target(
        name: "Rush", dependencies: ["SessionStore", "LoginFlow", nioLocks], path: "Tests/Rush",
        swiftSettings: swiftSettings),
]

let testTargets = tests.map { test in
    Target.testTarget(
        name: test.name,
        dependencies: test.uses.map { Target.Dependency(stringLiteral: $0) } + test.parts,
        swiftSettings: swiftSettings)
}

let package = Package(
    name: "qrbroker",
    products: [
        .executable(name: "qrbroker", targets: ["qrbroker"]),
        .executable(name: "qrphone", targets: ["qrphone"]),
        .executable(name: "qrlogin", targets: ["qrlogin"]),
        .executable(name: "qrload", targets: ["qrload"]),
        .executable(name: "qrbench", targets: ["qrbench"]),
    ],
    dependencies: packages,
    targets: moduleTargets + testSupport + testTargets
)
