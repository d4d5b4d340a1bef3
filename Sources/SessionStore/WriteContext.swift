import LoginFlow

/// What operations of one commit share.
struct WriteContext {
    /// The clock, read anew for each operation.
    var now: Moment
    /// Records as they are after the commit, for memory and for those who wait.
    private(set) var published: [SessionRecord] = []
    /// Login sessions that this commit deletes.
    private(set) var deleted: [SessionID] = []
    /// The end of the audit chain inside this transaction; read from the database when first needed.
    var auditTip: AuditTip?
    /// What is switched off when this commit is written.
    var switches = Switches.none

    private let memory: SessionMemory
    /// Where in ``published`` the last word about a login session stands; `nil`: deleted.
    private var places: [SessionID: Int?] = [:]

    init(now: Moment, memory: SessionMemory) {
        self.now = now
        self.memory = memory
    }

    /// A login session as it is at this point of the transaction, if that is in memory.
    func recall(_ id: SessionID) -> SessionRecord? {
        switch places[id] {
        case .some(let place): place.map { published[$0] }
        case nil: memory.committed(id)
        }
    }

    mutating func publish(_ record: SessionRecord) {
        places[record.id] = published.count
        published.append(record)
    }

    mutating func delete(_ id: SessionID) {
        places[id] = .some(nil)
        deleted.append(id)
    }
}
