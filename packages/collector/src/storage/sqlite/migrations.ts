/**
 * Each entry upgrades the database by one version; released entries never change. JSON is stored as text; times are
 * milliseconds since 1970.
 *
 * The log of events is in the order of arrival: an append touches the end of the table and two small indexes. Columns
 * repeat those parts of a record's JSON that queries need.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL,
    site TEXT NOT NULL,
    trusted INTEGER NOT NULL,
    subject TEXT,
    at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    user_id TEXT,
    email TEXT,
    bot INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    -- traits, properties, context, source
    content TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_identity ON events (message_id, site, trusted);
  CREATE INDEX events_by_subject ON events (subject, at);

  CREATE TABLE visitors (
    id TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL
  ) STRICT;

  -- In the order of time, so that inserts append.
  CREATE TABLE visits (
    at INTEGER NOT NULL,
    visitor TEXT NOT NULL,
    number INTEGER NOT NULL,
    channel TEXT NOT NULL,
    source TEXT,
    medium TEXT,
    campaign TEXT,
    PRIMARY KEY (at, visitor, number)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE links (
    person TEXT NOT NULL,
    visitor TEXT NOT NULL,
    PRIMARY KEY (person, visitor)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE persons (
    key TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL UNIQUE,
    lead TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX persons_by_lead ON persons (lead);

  CREATE TABLE leads (
    id TEXT NOT NULL UNIQUE,
    score REAL NOT NULL,
    changing INTEGER NOT NULL,
    changes_at INTEGER,
    stage TEXT NOT NULL,
    grade TEXT NOT NULL,
    owner TEXT,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    -- channel, source, medium and campaign as a JSON array
    first_source TEXT,
    search_text TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX leads_by_score ON leads (changing, score, id);
  -- Covers the report on sources.
  CREATE INDEX leads_by_first_seen ON leads (first_seen, id, first_source, stage);
  CREATE INDEX leads_by_last_seen ON leads (last_seen, id);
  CREATE INDEX leads_due ON leads (changes_at) WHERE changes_at IS NOT NULL;

  CREATE TABLE rejected (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL,
    message_id TEXT,
    received_at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL
  ) STRICT;

  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Keyed hashes of what was erased.
  CREATE TABLE erased (
    mark TEXT PRIMARY KEY,
    until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- For the persons of a visitor that is erased.
  CREATE INDEX links_by_visitor ON links (visitor);
  `,
  `
  CREATE TABLE documents (
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    about TEXT,
    at INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (collection, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX documents_in_order ON documents (collection, at, id);
  CREATE INDEX documents_about ON documents (about, collection) WHERE about IS NOT NULL;
  `,
  `
  -- The words of search_text, where each is preceded by a space.
  CREATE TABLE lead_words (
    word TEXT NOT NULL,
    lead TEXT NOT NULL,
    PRIMARY KEY (word, lead)
  ) STRICT, WITHOUT ROWID;
  -- With the columns of filters, so that these are checked without reading the lead.
  DROP INDEX leads_by_score;
  CREATE INDEX leads_by_score ON leads (changing, score, id, stage, grade);
  DROP INDEX leads_by_first_seen;
  -- Covers the report on sources.
  CREATE INDEX leads_by_first_seen ON leads (first_seen, id, first_source, stage, grade);
  DROP INDEX leads_by_last_seen;
  CREATE INDEX leads_by_last_seen ON leads (last_seen, id, stage, grade);
  -- For rare values.
  CREATE INDEX leads_by_stage ON leads (stage);
  CREATE INDEX leads_by_grade ON leads (grade);
  CREATE INDEX leads_by_owner ON leads (owner) WHERE owner IS NOT NULL;
  `,
  `
  -- Leads as scored by a model that is being prepared. The two tables are swapped with their indexes, whatever the names of
  -- these: a migration must treat both alike.
  CREATE TABLE next_leads (
    id TEXT NOT NULL UNIQUE,
    score REAL NOT NULL,
    changing INTEGER NOT NULL,
    changes_at INTEGER,
    stage TEXT NOT NULL,
    grade TEXT NOT NULL,
    owner TEXT,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    first_source TEXT,
    search_text TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX next_leads_by_score ON next_leads (changing, score, id, stage, grade);
  CREATE INDEX next_leads_by_first_seen ON next_leads (first_seen, id, first_source, stage, grade);
  CREATE INDEX next_leads_by_last_seen ON next_leads (last_seen, id, stage, grade);
  CREATE INDEX next_leads_due ON next_leads (changes_at) WHERE changes_at IS NOT NULL;
  CREATE INDEX next_leads_by_stage ON next_leads (stage);
  CREATE INDEX next_leads_by_grade ON next_leads (grade);
  CREATE INDEX next_leads_by_owner ON next_leads (owner) WHERE owner IS NOT NULL;
  `,
  `
  -- Existing events stay in their table, under another name.
  ALTER TABLE events RENAME TO former_events;

  -- The subject of events, and the context they share.
  CREATE TABLE origins (
    id INTEGER PRIMARY KEY,
    subject TEXT,
    context TEXT NOT NULL
  ) STRICT;
  CREATE INDEX origins_by_subject ON origins (subject);

  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    -- UUIDs as their 16 bytes
    message_id ANY NOT NULL,
    site TEXT NOT NULL,
    trusted INTEGER NOT NULL,
    -- null: of nobody any more
    origin INTEGER,
    at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    user_id TEXT,
    email TEXT,
    bot INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    traits TEXT,
    properties TEXT NOT NULL,
    source TEXT
  ) STRICT;
  CREATE UNIQUE INDEX events_by_name ON events (message_id, site, trusted);
  CREATE INDEX events_by_origin ON events (origin);
  `,
]
