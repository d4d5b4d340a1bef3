import Testing

@testable import BrokerServer

@Suite struct StartPagesTests {
    @Test func whatOnlyTheStartNeededIsNoLongerResident() {
        let before = ProcessMemory.residentBytes
        StartPages.release()
        let after = ProcessMemory.residentBytes
        #expect(after < before, "\(after) of \(before) bytes")
    }
}
