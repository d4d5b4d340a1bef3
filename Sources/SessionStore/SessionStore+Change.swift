import Foundation
import GRDB
import LoginFlow

extension SessionStore {
    /// Runs a use case over one login session: load, decide, write, all in one transaction.
    ///
    /// - Parameter decide: pure; may run with `record == nil`. What it returns is the answer once
    ///   everything it changed is durable.
    package func change<Answer: Sendable>(
        _ key: SessionKey, _ decide: @escaping @Sendable (inout StoreChange) throws -> Answer
    ) async throws(StoreFailure) -> Answer {
        try await writer.commit { database, context in
            try Self.decide(key, database, &context, decide)
        }
    }

    /// The same for signed statements, one beside or inside the other, which are used up by it
    /// whatever the answer.
    package func change<Answer: Sendable>(
        _ key: SessionKey, by statements: [UsedStatement],
        _ decide: @escaping @Sendable (inout StoreChange) throws -> Answer
    ) async throws(StoreFailure) -> StatementOutcome<Answer> {
        try await writer.commit { database, context in
            for statement in statements {
                if let failure: StatementOutcome<Answer> = try Self.use(
                    statement, context, database)
                {
                    return failure
                }
            }
            return .done(try Self.decide(key, database, &context, decide))
        }
    }

    private static func decide<Answer>(
        _ key: SessionKey, _ database: Database, _ context: inout WriteContext,
        _ decide: (inout StoreChange) throws -> Answer
    ) throws -> Answer {
        let found = try findOpen(key, database, &context)
        let now = context.now
        var change = StoreChange(
            now: now, record: found,
            lookups: StoreChange.Lookups(
                isKnownBrowser: { try BrowserRow.isKnown($1, of: $0, database) },
                signIn: { try SignInRow.find($0, database) },
                heldLevel: { try LevelRow.held(by: $0, at: now, database) },
                isRevoked: { try DeviceRow.isRevoked($0, database) }))
        let answer = try decide(&change)
        if let record = change.record, record != found {
            try save(record, from: found, because: change.evidence, database, &context)
        }
        for effect in change.effects { try apply(effect, now: context.now, database) }
        return answer
    }

    /// Uses up a statement that asks for nothing the store knows.
    package func useUp(
        _ statement: UsedStatement
    ) async throws(StoreFailure) -> StatementOutcome<Bool> {
        try await writer.commit { database, context in
            try Self.use(statement, context, database) ?? .done(true)
        }
    }

    /// - Returns: `nil` when the statement is new and its key still good.
    static func use<Answer>(
        _ statement: UsedStatement, _ context: WriteContext, _ database: Database
    ) throws -> StatementOutcome<Answer>? {
        // Whole seconds from now on: what is used up at the same time then stands side by side in the
        // index, where ends of whole seconds would lie by their digests, each on a page of its own.
        let forgetAt = context.now + Seconds(context.now.wholeSeconds(until: statement.forgetAt))
        try database.run(
            "INSERT OR IGNORE INTO statements (digest, forget_at) VALUES (?, ?)",
            [.of(statement.digest), .of(forgetAt)])
        if database.changesCount == 0 { return .replayed }
        if statement.signers.contains(where: context.switches.isOff) { return .switchedOff }
        guard let key = statement.deviceKey else { return nil }
        guard try DeviceRow.isEnrolled(key, database) else { return .keyRevoked }
        try DeviceRow.noteUse(of: key, at: context.now, database)
        return nil
    }

    /// Finds a login session inside a write: from memory where it is there, which spares the reading
    /// of a row.
    static func find(
        _ key: SessionKey, _ database: Database, _ context: WriteContext
    ) throws -> SessionRecord? {
        guard let id = try id(of: key, database) else { return nil }
        return try context.recall(id) ?? find(.id(id), database)
    }

    private static func id(of key: SessionKey, _ database: Database) throws -> SessionID? {
        if case .id(let id) = key { return id }
        let (column, value) = place(of: key)
        let sql = "SELECT id FROM login_sessions WHERE \(column) = ?"
        return try database.bytes(sql, [.of(value)]).flatMap { SessionID(bytes: $0) }
    }

    private static func place(of key: SessionKey) -> (column: String, value: [UInt8]) {
        switch key {
        case .id(let id): ("id", id.bytes)
        case .scanToken(let digest): ("scan_digest", digest.bytes)
        case .userCode(let digest): ("user_code_digest", digest.bytes)
        case .authorizationCode(let digest): ("code_digest", digest.bytes)
        }
    }

    static func find(_ key: SessionKey, _ database: Database) throws -> SessionRecord? {
        let (column, value) = place(of: key)
        let statement = try database.cachedStatement(
            sql: "SELECT \(SessionRow.selection) FROM login_sessions WHERE \(column) = ?")
        // Read where it stands: a row that is kept is a copy of all its values.
        let rows = try Row.fetchCursor(statement, arguments: [Data(value)])
        return try rows.next().map(SessionRow.record)
    }

    /// Writes a changed record with its audit rows.
    ///
    /// - Parameters:
    ///   - former: as it stands in the database.
    ///   - evidence: what caused it, kept with the first of the rows.
    static func save(
        _ changed: SessionRecord, from former: SessionRecord?,
        because evidence: SignedEvidence? = nil, _ database: Database, _ context: inout WriteContext
    ) throws {
        var record = changed
        let transitions = record.session.takeTransitions()
        try SessionRow.update(record, from: former, database)
        for (index, transition) in transitions.enumerated() {
            try AuditTrail.append(
                transition, of: record, because: index == 0 ? evidence : nil, database, &context)
        }
        if record.session.request.channel == .backchannel, record.session.hasOutcome {
            try DeliveryRow.release(record.id.bytes, at: context.now, database)
        }
        context.publish(record)
    }

    private static func apply(_ effect: StoreEffect, now: Moment, _ database: Database) throws {
        switch effect {
        case .issueGrant(let grant, let token):
            try GrantRow.insert(grant, database)
            if let token { try RefreshTokenRow.insert(token, of: grant.id, database) }
        case .revokeGrant(let session): try GrantRow.revoke(session: session, database)
        case .putSignIn(let signIn): try SignInRow.put(signIn, database)
        case .join(let participant, let signIn):
            try SignInRow.put(participant, in: signIn, database)
        case .endSignIn(let id): try SignInRow.end(id, database)
        case .deliver(let delivery): try DeliveryRow.insert(delivery, database)
        case .noteUse(let key, let sealed): try DeviceRow.noteUse(sealed, of: key, database)
        case .rememberBrowser(let person, let browser):
            try BrowserRow.remember(browser, of: person, now: now, database)
        case .raiseLevel(let person, let level, let until):
            try LevelRow.raise(person, to: level, until: until, database)
        }
    }
}
