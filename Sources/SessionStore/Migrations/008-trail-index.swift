extension Migrations {
    /// The trail without an index over all of its rows.
    ///
    /// Nobody but whoever asks for the evidence of one login looks for rows by their login session, and
    /// its entries stood as the sessions' names do, at random: of all pages that a transition wrote,
    /// this index had a quarter (`qrbench transitions`), and more reading the longer the trail was. The
    /// first row of each session is found by an index, the others follow it within minutes.
    ///
    /// An operator's own views and triggers that read the trail read the new table
    /// (`legacy_alter_table`); triggers and indexes on the trail itself go with the former one. What is
    /// dropped is not overwritten, because every row of it stays. That a session begins once is a rule
    /// for new rows: a trail that somebody has edited is for `audit verify` to tell, and no reason not
    /// to start.
    static let trailIndex008 = """
        PRAGMA legacy_alter_table = ON;
        ALTER TABLE audit_trail RENAME TO former_audit_trail;
        PRAGMA legacy_alter_table = OFF;
        CREATE TABLE audit_trail (
            sequence INTEGER NOT NULL PRIMARY KEY,
            session BLOB NOT NULL,
            version INTEGER NOT NULL,
            at INTEGER NOT NULL,
            from_status TEXT,
            to_status TEXT NOT NULL,
            cause TEXT NOT NULL,
            reason TEXT,
            client TEXT NOT NULL,
            wallet TEXT,
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            evidence BLOB CHECK (length(evidence) = 32)
        ) STRICT;

        INSERT INTO audit_trail SELECT
            sequence, session, version, at, from_status, to_status, cause, reason, client, wallet,
            hash, evidence
        FROM former_audit_trail ORDER BY sequence;
        PRAGMA secure_delete = OFF;
        DROP TABLE former_audit_trail;
        PRAGMA secure_delete = ON;

        CREATE INDEX audit_trail_by_session ON audit_trail (session) WHERE from_status IS NULL;

        CREATE TRIGGER audit_trail_begins_a_session_once BEFORE INSERT ON audit_trail
        WHEN NEW.from_status IS NULL AND EXISTS (
            SELECT 1 FROM audit_trail WHERE session = NEW.session AND from_status IS NULL)
        BEGIN
            SELECT RAISE(ABORT, 'a login session begins once');
        END;

        CREATE TRIGGER audit_trail_is_never_edited BEFORE UPDATE ON audit_trail
        BEGIN
            SELECT RAISE(ABORT, 'the audit trail is never edited');
        END;

        CREATE TRIGGER audit_trail_is_never_cut BEFORE DELETE ON audit_trail
        BEGIN
            SELECT RAISE(ABORT, 'the audit trail is never cut');
        END;
        """
}
