import GRDB

/// Every change to the schema, oldest first. A published one is never edited: a later file changes
/// what it left.
enum Migrations {
    static let all: [(name: String, sql: String)] = [
        ("001-login-sessions", loginSessions001),
        ("002-sign-ins", signIns002),
        ("003-levels", levels003),
        ("004-evidence", evidence004),
        ("005-last-use", lastUse005),
        ("006-switches", switches006),
        ("007-status-checks", statusChecks007),
        ("008-trail-index", trailIndex008),
    ]

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in all {
            migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) }
        }
        return migrator
    }
}
