extension Migrations {
    /// What proves a login later, and what lets a person be found and erased.
    ///
    /// A revoked grant of the former schema still said whom it was about; from here on none does.
    static let evidence004 = """
        ALTER TABLE audit_trail ADD COLUMN evidence BLOB CHECK (length(evidence) = 32);

        -- what rows of the trail commit to: sealed, and erased before them
        CREATE TABLE audit_evidence (
            sequence INTEGER NOT NULL PRIMARY KEY,
            person BLOB NOT NULL CHECK (length(person) = 32),
            content BLOB NOT NULL,
            forget_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX audit_evidence_by_person ON audit_evidence (person);
        CREATE INDEX audit_evidence_by_forget_at ON audit_evidence (forget_at);

        -- signed statements about the first rows of the trail
        CREATE TABLE audit_checkpoints (
            size INTEGER NOT NULL PRIMARY KEY CHECK (size > 0),
            at INTEGER NOT NULL,
            statement TEXT NOT NULL,
            tree BLOB NOT NULL
        ) STRICT;

        CREATE TRIGGER audit_checkpoints_are_never_edited BEFORE UPDATE ON audit_checkpoints
        BEGIN
            SELECT RAISE(ABORT, 'a checkpoint is never edited');
        END;

        CREATE TRIGGER audit_checkpoints_are_never_cut BEFORE DELETE ON audit_checkpoints
        BEGIN
            SELECT RAISE(ABORT, 'a checkpoint is never cut');
        END;

        -- public keys of wallets, kept when the configuration has others
        CREATE TABLE wallet_keys (
            wallet TEXT NOT NULL,
            thumbprint TEXT NOT NULL,
            jwk TEXT NOT NULL,
            PRIMARY KEY (wallet, thumbprint)
        ) STRICT, WITHOUT ROWID;

        -- how device keys were vouched for: the wallet's own statements, sealed
        CREATE TABLE enrolments (
            person BLOB NOT NULL CHECK (length(person) = 32),
            kid TEXT NOT NULL,
            at INTEGER NOT NULL,
            content BLOB NOT NULL,
            PRIMARY KEY (person, kid, at)
        ) STRICT, WITHOUT ROWID;

        -- revoked keys whose devices are forgotten
        CREATE TABLE revoked_keys (
            digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32)
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE devices ADD COLUMN last_at INTEGER NOT NULL DEFAULT 0;
        UPDATE devices SET last_at = max(enrolled_at, coalesce(revoked_at, 0));
        CREATE INDEX devices_by_last_at ON devices (last_at);
        CREATE INDEX known_browsers_by_last_at ON known_browsers (last_at);

        ALTER TABLE login_sessions ADD COLUMN claim_person BLOB CHECK (length(claim_person) = 32);

        UPDATE grants SET facts = x'' WHERE revoked = 1;
        """
}
