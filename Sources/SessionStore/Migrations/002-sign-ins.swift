extension Migrations {
    /// Sign-ins that outlive their login session, and what portals are given in them.
    ///
    /// Grants are made anew: the access tokens of the first schema lived for ten minutes and were
    /// of another form.
    static let signIns002 = """
        DROP TABLE grants;

        -- one browser or device where a person has signed in
        CREATE TABLE sign_ins (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            cookie BLOB NOT NULL UNIQUE CHECK (length(cookie) = 32),
            person BLOB NOT NULL CHECK (length(person) = 32),
            identity BLOB NOT NULL,
            requester BLOB NOT NULL,
            started_at INTEGER NOT NULL,
            authenticated_at INTEGER NOT NULL CHECK (authenticated_at >= started_at),
            last_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL CHECK (expires_at > started_at),
            -- signed out in the browser, and kept for offline access only
            detached INTEGER NOT NULL DEFAULT 0 CHECK (detached IN (0, 1))
        ) STRICT;
        CREATE INDEX sign_ins_by_person ON sign_ins (person);
        CREATE INDEX sign_ins_by_expires_at ON sign_ins (expires_at);

        -- the portals that take part in a sign-in, each with a name of its own for it
        CREATE TABLE participants (
            sign_in BLOB NOT NULL REFERENCES sign_ins (id) ON DELETE CASCADE,
            client TEXT NOT NULL,
            sid TEXT NOT NULL UNIQUE,
            scopes TEXT NOT NULL,
            PRIMARY KEY (sign_in, client)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE grants (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            session BLOB NOT NULL UNIQUE CHECK (length(session) = 16),
            sign_in BLOB NOT NULL CHECK (length(sign_in) = 16),
            client TEXT NOT NULL,
            scopes TEXT NOT NULL,
            facts BLOB NOT NULL,
            key TEXT,
            offline INTEGER NOT NULL CHECK (offline IN (0, 1)),
            expires_at INTEGER NOT NULL,
            revoked INTEGER NOT NULL DEFAULT 0 CHECK (revoked IN (0, 1))
        ) STRICT;
        CREATE INDEX grants_by_sign_in ON grants (sign_in);
        CREATE INDEX grants_by_expires_at ON grants (expires_at);

        -- a revoked grant never comes back
        CREATE TRIGGER grants_stay_revoked BEFORE UPDATE ON grants
        WHEN OLD.revoked = 1 AND NEW.revoked = 0
        BEGIN
            SELECT RAISE(ABORT, 'a revoked grant stays revoked');
        END;

        CREATE TABLE refresh_tokens (
            digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
            grant_id BLOB NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
            expires_at INTEGER NOT NULL,
            used INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX refresh_tokens_by_grant ON refresh_tokens (grant_id);
        CREATE INDEX refresh_tokens_by_expires_at ON refresh_tokens (expires_at);

        CREATE TRIGGER refresh_tokens_stay_used BEFORE UPDATE ON refresh_tokens
        WHEN OLD.used = 1 AND NEW.used = 0
        BEGIN
            SELECT RAISE(ABORT, 'a used refresh token stays used');
        END;

        CREATE TABLE pushed_requests (
            digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
            client TEXT NOT NULL,
            parameters BLOB NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX pushed_requests_by_expires_at ON pushed_requests (expires_at);

        -- login sessions that wait for one person's phone
        CREATE TABLE addressed_requests (
            session BLOB NOT NULL PRIMARY KEY CHECK (length(session) = 16),
            subject TEXT NOT NULL,
            client TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX addressed_requests_by_subject ON addressed_requests (subject);
        CREATE INDEX addressed_requests_by_expires_at ON addressed_requests (expires_at);

        -- what portals must be told; next_at is empty while it is not yet time
        CREATE TABLE deliveries (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            kind TEXT NOT NULL CHECK (kind IN ('logout', 'ping')),
            client TEXT NOT NULL,
            content BLOB NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            next_at INTEGER,
            give_up_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deliveries_by_next_at ON deliveries (next_at) WHERE next_at IS NOT NULL;
        CREATE INDEX deliveries_by_give_up_at ON deliveries (give_up_at);

        -- portals that were registered by a command or by themselves
        CREATE TABLE clients (
            id TEXT NOT NULL PRIMARY KEY,
            registration TEXT NOT NULL,
            secret BLOB CHECK (length(secret) = 32),
            created_at INTEGER NOT NULL
        ) STRICT;
        """
}
