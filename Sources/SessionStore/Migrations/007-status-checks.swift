extension Migrations {
    /// What each status demands, in one table and without lists: for each list of more than two SQLite
    /// builds a table of its own whenever the check is made, and there were four of them. With the
    /// trail's end, asked for by a kept statement in the same change, that was a sixth of what a
    /// transition cost (`qrbench transitions`).
    static let statusChecks007 = """
        ALTER TABLE login_sessions RENAME TO former_login_sessions;
        CREATE TABLE login_sessions (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            version INTEGER NOT NULL CHECK (version >= 1),
            status TEXT NOT NULL,
            reason TEXT,
            -- milliseconds since 1970; a state that can end by itself has one
            deadline INTEGER,
            ended_at INTEGER,
            created_at INTEGER NOT NULL,
            code_epoch INTEGER NOT NULL,
            poll_digest BLOB NOT NULL CHECK (length(poll_digest) = 32),
            scan_digest BLOB NOT NULL UNIQUE CHECK (length(scan_digest) = 32),
            user_code_digest BLOB UNIQUE CHECK (length(user_code_digest) = 32),
            code_digest BLOB NOT NULL UNIQUE CHECK (length(code_digest) = 32),
            request TEXT NOT NULL,
            policy TEXT NOT NULL,
            requester BLOB NOT NULL,
            claim_wallet TEXT,
            claim_device BLOB CHECK (length(claim_device) = 32),
            claim_key TEXT,
            claim_number INTEGER NOT NULL DEFAULT 0 CHECK (claim_number IN (0, 1)),
            second_scan INTEGER NOT NULL DEFAULT 0 CHECK (second_scan IN (0, 1)),
            face_verdicts TEXT NOT NULL DEFAULT '',
            wrong_redemptions INTEGER NOT NULL DEFAULT 0 CHECK (wrong_redemptions BETWEEN 0 AND 5),
            person BLOB,
            claim_person BLOB CHECK (length(claim_person) = 32),
            CHECK (CASE status
                WHEN 'waiting' THEN deadline IS NOT NULL AND reason IS NULL
                WHEN 'scanned' THEN
                    deadline IS NOT NULL AND reason IS NULL AND claim_device IS NOT NULL
                WHEN 'confirmed' THEN
                    deadline IS NOT NULL AND reason IS NULL AND claim_device IS NOT NULL
                WHEN 'face_checking' THEN
                    deadline IS NOT NULL AND reason IS NULL AND claim_device IS NOT NULL
                WHEN 'approved' THEN
                    deadline IS NOT NULL AND reason IS NULL AND claim_device IS NOT NULL
                WHEN 'redeemed' THEN
                    deadline IS NULL AND reason IS NULL AND claim_device IS NOT NULL
                WHEN 'denied' THEN
                    deadline IS NULL AND reason IS NOT NULL AND claim_device IS NOT NULL
                WHEN 'failed' THEN
                    deadline IS NULL AND reason IS NOT NULL AND claim_device IS NOT NULL
                WHEN 'expired' THEN deadline IS NULL AND reason IS NOT NULL
                WHEN 'cancelled' THEN deadline IS NULL AND reason IS NULL
                WHEN 'replaced' THEN deadline IS NULL AND reason IS NULL
                ELSE FALSE
            END),
            CHECK ((deadline IS NULL) = (ended_at IS NOT NULL)),
            CHECK ((claim_device IS NULL) = (claim_wallet IS NULL))
        ) STRICT;

        -- Of a running broker these are the logins of the last quarter of an hour.
        INSERT INTO login_sessions SELECT
            id, version, status, reason, deadline, ended_at, created_at, code_epoch, poll_digest,
            scan_digest, user_code_digest, code_digest, request, policy, requester, claim_wallet,
            claim_device, claim_key, claim_number, second_scan, face_verdicts, wrong_redemptions,
            person, claim_person
        FROM former_login_sessions;
        DROP TABLE former_login_sessions;

        CREATE INDEX login_sessions_by_deadline ON login_sessions (deadline)
            WHERE deadline IS NOT NULL;
        CREATE INDEX login_sessions_by_ended_at ON login_sessions (ended_at)
            WHERE ended_at IS NOT NULL;

        -- A claim is never given to another device, a version never falls, an ending never changes.
        CREATE TRIGGER login_sessions_keep_invariants BEFORE UPDATE ON login_sessions
        WHEN NEW.version < OLD.version
            OR (OLD.claim_device IS NOT NULL AND (NEW.claim_device IS NOT OLD.claim_device
                OR NEW.claim_wallet IS NOT OLD.claim_wallet OR NEW.claim_key IS NOT OLD.claim_key))
            OR (OLD.deadline IS NULL AND (NEW.status <> OLD.status OR NEW.version <> OLD.version))
        BEGIN
            SELECT RAISE(ABORT, 'a login session may not go back');
        END;
        """
}
