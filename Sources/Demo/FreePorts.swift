import Foundation

/// Ports of loopback that nobody listens at.
struct FreePorts {
    struct Failure: Error {}

    let ports: [Int]

    /// All are held at once while they are looked for, so that they differ.
    init(count: Int) throws {
        var sockets: [Int32] = []
        defer { sockets.forEach { close($0) } }
        ports = try (0..<count).map { _ in
            let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            sockets.append(socket)
            return try Self.bind(socket)
        }
    }

    private static func bind(_ socket: Int32) throws -> Int {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                let bound = Foundation.bind(socket, pointer, length)
                return bound == 0 ? getsockname(socket, pointer, &length) : bound
            }
        }
        guard result == 0 else { throw Failure() }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
