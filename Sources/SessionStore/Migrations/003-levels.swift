extension Migrations {
    /// Levels that people keep beyond one login.
    static let levels003 = """
        CREATE TABLE levels (
            person BLOB NOT NULL CHECK (length(person) = 32),
            level INTEGER NOT NULL CHECK (level BETWEEN 2 AND 4),
            until INTEGER NOT NULL,
            PRIMARY KEY (person, level)
        ) STRICT;
        CREATE INDEX levels_by_until ON levels (until);
        """
}
