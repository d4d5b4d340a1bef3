/// What one of the operator's commands works at, on the database of a broker that may be running
/// meanwhile.
package protocol Desk: Sendable {
    /// Opens key file and database of a configuration.
    init(_ configuration: ServerConfiguration) async throws

    /// A running broker may be writing; then the log stays for it to write back.
    func close()
}
