/** The first shape of a project file. Tables whose columns follow the canonical model are made by entity-tables.ts. */
export default `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The inventory of silos, and how each is read.
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('staging', 'ready')),
  priority INTEGER NOT NULL,
  complete INTEGER NOT NULL DEFAULT 1,
  keep_original INTEGER NOT NULL DEFAULT 1,
  max_quarantine REAL NOT NULL DEFAULT 0.05,
  key_columns TEXT,
  options TEXT NOT NULL DEFAULT '{}',
  -- all columns ever seen, in the order in which record.cells holds them; it only grows
  columns TEXT NOT NULL DEFAULT '[]',
  inventory TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- One import of a source. 'staging' rows are being written, 'staged' await a decision, 'applied' count.
CREATE TABLE source_file (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source(id),
  path TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('staging', 'staged', 'applied', 'discarded')),
  sha256 TEXT,
  bytes INTEGER,
  options TEXT NOT NULL,
  -- the columns of the file, in its order; and of the source once this import is applied
  columns TEXT,
  stored_columns TEXT,
  key_columns TEXT,
  read INTEGER,
  loaded INTEGER,
  quarantined INTEGER,
  counts TEXT,
  drift TEXT,
  profile TEXT,
  first_record_id INTEGER,
  last_record_id INTEGER,
  imported_at TEXT NOT NULL
) STRICT;
CREATE INDEX source_file_source ON source_file(source_id, state);

-- Every row as read. Current while its file is applied and superseded_by is null; earlier versions are kept.
CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  row_number INTEGER NOT NULL,
  key TEXT NOT NULL,
  hash BLOB NOT NULL,
  cells TEXT NOT NULL,
  superseded_by INTEGER
) STRICT;

-- Per source an index record_key_<id> is made by its first import (see sources/store.ts): building it once, sorted,
-- is much cheaper than keeping it up during the load.
CREATE VIEW current_record AS
  SELECT r.* FROM record r JOIN source_file f ON f.id = r.file_id
  WHERE f.state = 'applied' AND r.superseded_by IS NULL;

-- What the staged import will supersede once applied.
CREATE TABLE import_supersedes (
  file_id INTEGER NOT NULL,
  record_id INTEGER NOT NULL,
  PRIMARY KEY (file_id, record_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  file_id INTEGER NOT NULL REFERENCES source_file(id),
  row_number INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  bytes BLOB NOT NULL,
  truncated INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX quarantine_file ON quarantine(file_id);

-- Original files, compressed, once per content.
CREATE TABLE original (
  sha256 TEXT PRIMARY KEY,
  -- the import whose chunks hold it
  file_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  compression TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE original_chunk (
  id INTEGER PRIMARY KEY,
  file_id INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE INDEX original_chunk_file ON original_chunk(file_id);

-- Versions: the canonical model, the mapping of each source, the match model of each entity, survivorship.
CREATE TABLE model_version (
  id INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL
) STRICT;
CREATE TABLE mapping (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source(id),
  version INTEGER NOT NULL,
  entity TEXT NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  UNIQUE (source_id, version)
) STRICT;
CREATE TABLE setting_version (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  entity TEXT NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX setting_version_kind ON setting_version(kind, entity, id);

-- Which value table was computed from what: a stage is redone only for what changed.
CREATE TABLE value_state (
  source_id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  mapping_id INTEGER NOT NULL
) STRICT;

CREATE TABLE match_run (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  model TEXT NOT NULL,
  stats TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

-- Scored candidate pairs of the last run of each entity; levels = one byte per comparison.
CREATE TABLE pair (
  entity TEXT NOT NULL,
  left_id INTEGER NOT NULL,
  right_id INTEGER NOT NULL,
  weight REAL NOT NULL,
  levels BLOB NOT NULL,
  -- merged: in one cluster; review: between the thresholds; cut: above the threshold yet kept apart (reason)
  state TEXT NOT NULL,
  reason TEXT,
  PRIMARY KEY (entity, left_id, right_id)
) STRICT, WITHOUT ROWID;

-- Record → golden record.
CREATE TABLE membership (
  record_id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  golden_id TEXT NOT NULL
) STRICT;
CREATE INDEX membership_golden_1 ON membership(golden_id);

-- The golden id each source row (by its key) last had, and the ones before: ids outlive records and runs.
CREATE TABLE golden_history (
  source_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  run_id INTEGER NOT NULL,
  golden_id TEXT NOT NULL,
  PRIMARY KEY (source_id, key, run_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX golden_history_golden ON golden_history(golden_id);

CREATE TABLE golden_event (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL,
  entity TEXT NOT NULL,
  golden_id TEXT NOT NULL,
  event TEXT NOT NULL,
  other_ids TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX golden_event_golden ON golden_event(golden_id);

-- Activities and consents → the party record they belong to.
CREATE TABLE party_link (
  record_id INTEGER PRIMARY KEY,
  party_record_id INTEGER NOT NULL
) STRICT;
CREATE INDEX party_link_party_1 ON party_link(party_record_id);

-- Append-only stewards' decisions, on source rows by their keys so that they survive re-imports.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  entity TEXT NOT NULL,
  left_source TEXT,
  left_key TEXT,
  right_source TEXT,
  right_key TEXT,
  payload TEXT NOT NULL DEFAULT '{}',
  actor TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  reverts TEXT
) STRICT;

CREATE TABLE export_run (
  id INTEGER PRIMARY KEY,
  directory TEXT NOT NULL,
  manifest TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
  detail TEXT NOT NULL DEFAULT '{}',
  error TEXT,
  started_at TEXT NOT NULL,
  finished_at TEXT
) STRICT;

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
`;
