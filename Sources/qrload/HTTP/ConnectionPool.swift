import NIOCore

/// Connections that are lent for one request, or for as long as somebody keeps them.
final class ConnectionPool {
    private let connector: Connector
    private var idle: [Connection] = []

    init(connector: Connector) { self.connector = connector }

    /// An idle connection, or a new one.
    func take(_ then: @escaping (Result<Connection, CallFailure>) -> Void) {
        while let connection = idle.popLast() {
            if connection.isOpen { return then(.success(connection)) }
        }
        connector.connect(then)
    }

    /// Gives back what was taken.
    func give(_ connection: Connection) {
        if connection.isOpen, !connection.isBusy { idle.append(connection) }
    }

    /// One request on any connection.
    func send(_ call: Call) {
        take { result in
            switch result {
            case .failure(let failure): call.then(CallOutcome(failure))
            case .success(let connection):
                var call = call
                let then = call.then
                call.then = { outcome in
                    self.give(connection)
                    then(outcome)
                }
                connection.send(call)
            }
        }
    }
}
