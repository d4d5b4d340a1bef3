/// What happened in a simulation, line by line: the same seed gives the same lines.
struct Trace {
    private(set) var lines: [String] = []
    /// FNV-1a over all lines, so that two traces are compared at a glance.
    private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func note(_ line: String) {
        lines.append(line)
        for byte in line.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
}
