import LoginFlow

/// What operations of one commit share.
struct WriteContext {
    /// The clock, read anew for each operation.
    var now: Moment
    /// Records as they are after the commit, for memory and for those who wait.
    var published: [SessionRecord] = []
    /// The end of the audit chain inside this transaction; read from the database when first needed.
    var auditTip: AuditTip?
}
