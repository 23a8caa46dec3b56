/**
 * Each entry upgrades the schema by one version; released entries never change. JSON is stored as text, unchanged; times
 * are milliseconds since 1970; texts are compared by bytes, as ids are.
 *
 * Columns repeat those parts of a record's JSON that queries need. A row without a record is a lock on a row that a
 * running transaction may create; none is left when the transaction ends.
 */
export const migrations: readonly string[] = [
  `
  -- Ids of all events ever stored, including those deleted from the log since.
  CREATE TABLE event_ids (
    message_id text COLLATE "C" NOT NULL,
    site text COLLATE "C" NOT NULL,
    trusted boolean NOT NULL,
    fingerprint text NOT NULL,
    PRIMARY KEY (message_id, site, trusted)
  );

  -- One partition per month, created when its first event arrives.
  CREATE TABLE events (
    received_at bigint NOT NULL,
    at bigint NOT NULL,
    subject text COLLATE "C",
    message_id text COLLATE "C" NOT NULL,
    site text COLLATE "C" NOT NULL,
    trusted boolean NOT NULL,
    -- all other fields of the event
    record text NOT NULL
  ) PARTITION BY RANGE (received_at);
  CREATE INDEX events_by_subject ON events (subject);

  CREATE TABLE visitors (
    id text COLLATE "C" PRIMARY KEY,
    record text
  ) WITH (fillfactor = 80);

  CREATE TABLE visits (
    at bigint NOT NULL,
    visitor text COLLATE "C" NOT NULL,
    number integer NOT NULL,
    channel text NOT NULL,
    source text,
    medium text,
    campaign text,
    PRIMARY KEY (at, visitor, number)
  );

  CREATE TABLE links (
    person text COLLATE "C" NOT NULL,
    visitor text COLLATE "C" NOT NULL,
    PRIMARY KEY (person, visitor)
  );

  -- For the persons of a visitor that is erased.
  CREATE INDEX links_by_visitor ON links (visitor);

  CREATE TABLE persons (
    key text COLLATE "C" PRIMARY KEY,
    id text COLLATE "C" UNIQUE,
    lead text COLLATE "C",
    record text
  ) WITH (fillfactor = 80);
  CREATE INDEX persons_by_lead ON persons (lead);

  CREATE TABLE leads (
    id text COLLATE "C" PRIMARY KEY,
    score double precision,
    changes_at bigint,
    changing boolean GENERATED ALWAYS AS (changes_at IS NOT NULL) STORED,
    stage text,
    grade text,
    owner text,
    first_seen bigint,
    last_seen bigint,
    first_channel text,
    first_source text,
    first_medium text,
    first_campaign text,
    search_text text,
    record text
  ) WITH (fillfactor = 80);
  CREATE INDEX leads_by_score ON leads (changing, score, id);
  CREATE INDEX leads_by_first_seen ON leads (first_seen, id);
  CREATE INDEX leads_by_last_seen ON leads (last_seen, id);
  CREATE INDEX leads_due ON leads (changes_at) WHERE changes_at IS NOT NULL;

  CREATE TABLE rejected (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site text NOT NULL,
    message_id text,
    received_at bigint NOT NULL,
    reason text NOT NULL,
    message text NOT NULL
  );

  -- Keyed hashes of what was erased.
  CREATE TABLE erased (
    mark text COLLATE "C" PRIMARY KEY,
    until bigint NOT NULL
  );

  CREATE TABLE settings (
    name text COLLATE "C" PRIMARY KEY,
    value text
  );
  `,
  `
  CREATE TABLE documents (
    collection text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    about text COLLATE "C",
    at bigint NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (collection, id)
  );
  CREATE INDEX documents_in_order ON documents (collection, at, id);
  CREATE INDEX documents_about ON documents (about, collection) WHERE about IS NOT NULL;
  `,
  `
  -- The words of search_text, where each is preceded by a space.
  CREATE TABLE lead_words (
    word text COLLATE "C" NOT NULL,
    lead text COLLATE "C" NOT NULL,
    PRIMARY KEY (word, lead)
  );
  -- With the columns of filters, so that these are checked without reading the lead.
  DROP INDEX leads_by_score;
  CREATE INDEX leads_by_score ON leads (changing, score, id, stage, grade);
  DROP INDEX leads_by_first_seen;
  CREATE INDEX leads_by_first_seen ON leads (first_seen, id, stage, grade);
  DROP INDEX leads_by_last_seen;
  CREATE INDEX leads_by_last_seen ON leads (last_seen, id, stage, grade);
  CREATE INDEX leads_by_owner ON leads (owner) WHERE owner IS NOT NULL;
  `,
  `
  -- Leads as scored by a model that is being prepared. The two tables are swapped with their indexes, whatever the names of
  -- these: a migration must treat both alike.
  CREATE TABLE next_leads (LIKE leads INCLUDING ALL) WITH (fillfactor = 80);
  `,
  `
  -- Contexts shared by events that arrived together from one sender.
  CREATE TABLE contexts (
    received_at bigint NOT NULL,
    subject text COLLATE "C" NOT NULL,
    id bigint NOT NULL,
    content text NOT NULL
  );
  CREATE INDEX contexts_by_subject ON contexts (subject);
  -- Rows are in the order of arrival.
  CREATE INDEX contexts_by_time ON contexts USING brin (received_at);
  -- Null if the record contains it.
  ALTER TABLE events ADD COLUMN context bigint;
  `,
]
