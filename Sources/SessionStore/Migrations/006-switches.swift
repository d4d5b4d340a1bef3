extension Migrations {
    /// What an operator has switched off.
    static let switches006 = """
        CREATE TABLE switched_off (
            kind TEXT NOT NULL CHECK (kind IN ('portal', 'wallet', 'key')),
            -- of the portal or the wallet
            name TEXT NOT NULL,
            -- of a wallet's key; else empty
            kid TEXT NOT NULL CHECK ((kid <> '') = (kind = 'key')),
            since INTEGER NOT NULL,
            reason TEXT,
            PRIMARY KEY (kind, name, kid)
        ) STRICT, WITHOUT ROWID;
        """
}
