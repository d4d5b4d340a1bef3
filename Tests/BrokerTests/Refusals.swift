import Testing

@testable import Broker

/// Expects one "no", by its name and what stands in it: refusals hold more than can be compared.
func expectRefusal<Value>(
    _ name: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Value
) async {
    do {
        _ = try await body()
        Issue.record("not refused", sourceLocation: sourceLocation)
    } catch {
        #expect("\(error)" == name, sourceLocation: sourceLocation)
    }
}
