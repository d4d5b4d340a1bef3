extension Migrations {
    /// What each device has last decided, sealed, so that its person knows one phone from another.
    static let lastUse005 = "ALTER TABLE devices ADD COLUMN last_use BLOB;"
}
