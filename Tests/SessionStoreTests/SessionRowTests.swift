import Foundation
import Testing

@testable import SessionStore

@Suite("The row of a login session") struct SessionRowTests {
    /// A column read from the place of another would be somebody else's secret.
    @Test func everyColumnStandsAtItsPlace() {
        let names = SessionRow.selection.split(separator: ", ").map(String.init)
        let columns = SessionRow.Column.allCases.map { String(describing: $0) }
        #expect(names.map(Self.camelCased) == columns)
    }

    private static func camelCased(_ name: String) -> String {
        let parts = name.split(separator: "_")
        return parts.dropFirst().reduce(String(parts[0])) { $0 + $1.capitalized }
    }
}
