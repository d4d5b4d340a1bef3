extension Migrations {
    /// The first schema. The invariants stand here before any code could break them.
    static let loginSessions001 = """
        CREATE TABLE facts (
            name TEXT NOT NULL PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE login_sessions (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            version INTEGER NOT NULL CHECK (version >= 1),
            status TEXT NOT NULL CHECK (status IN ('waiting', 'scanned', 'confirmed',
                'face_checking', 'approved', 'redeemed', 'denied', 'cancelled', 'expired',
                'failed', 'replaced')),
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
            CHECK ((deadline IS NULL) = (status IN ('redeemed', 'denied', 'cancelled', 'expired',
                'failed', 'replaced'))),
            CHECK ((deadline IS NULL) = (ended_at IS NOT NULL)),
            CHECK ((claim_device IS NULL) = (claim_wallet IS NULL)),
            CHECK (claim_device IS NOT NULL OR status IN ('waiting', 'cancelled', 'expired',
                'replaced')),
            CHECK ((reason IS NOT NULL) = (status IN ('denied', 'expired', 'failed')))
        ) STRICT;

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
            UNIQUE (session, version)
        ) STRICT;

        CREATE TRIGGER audit_trail_is_never_edited BEFORE UPDATE ON audit_trail
        BEGIN
            SELECT RAISE(ABORT, 'the audit trail is never edited');
        END;

        CREATE TRIGGER audit_trail_is_never_cut BEFORE DELETE ON audit_trail
        BEGIN
            SELECT RAISE(ABORT, 'the audit trail is never cut');
        END;

        CREATE TABLE statements (
            digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
            forget_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX statements_by_forget_at ON statements (forget_at);

        CREATE TABLE devices (
            person BLOB NOT NULL CHECK (length(person) = 32),
            kid TEXT NOT NULL,
            wallet TEXT NOT NULL,
            device_id TEXT NOT NULL,
            jwk TEXT NOT NULL,
            attests TEXT NOT NULL,
            enrolled_at INTEGER NOT NULL,
            revoked_at INTEGER,
            PRIMARY KEY (person, kid)
        ) STRICT;

        CREATE TABLE grants (
            token BLOB NOT NULL PRIMARY KEY CHECK (length(token) = 32),
            session BLOB NOT NULL UNIQUE CHECK (length(session) = 16),
            client TEXT NOT NULL,
            scopes TEXT NOT NULL,
            claims BLOB NOT NULL,
            expires_at INTEGER NOT NULL,
            revoked INTEGER NOT NULL DEFAULT 0 CHECK (revoked IN (0, 1))
        ) STRICT;
        CREATE INDEX grants_by_expires_at ON grants (expires_at);

        CREATE TABLE known_browsers (
            person BLOB NOT NULL CHECK (length(person) = 32),
            browser BLOB NOT NULL CHECK (length(browser) = 32),
            last_at INTEGER NOT NULL,
            PRIMARY KEY (person, browser)
        ) STRICT, WITHOUT ROWID;
        """
}
