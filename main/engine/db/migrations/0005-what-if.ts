/** What-if: models kept side by side with what matching by each would give. Golden records know nothing of it. */
export default `
CREATE TABLE what_if_scenario (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  entity TEXT NOT NULL,
  name TEXT NOT NULL,
  -- which model was asked for, and what was changed of it, as JSON
  request TEXT NOT NULL,
  -- with the probabilities it was computed by
  model TEXT NOT NULL,
  -- what adopting it chooses; null: the template, without a choice
  adopted TEXT,
  figures TEXT NOT NULL,
  -- of the records and decisions it was computed from
  data_version INTEGER NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX what_if_scenario_name ON what_if_scenario(entity, name);

-- Which records are together, packed (see match/what-if/partition.ts).
CREATE TABLE what_if_partition (
  scenario_id INTEGER PRIMARY KEY REFERENCES what_if_scenario(id),
  ranges BLOB NOT NULL,
  record_ids BLOB NOT NULL,
  cluster_of BLOB NOT NULL
) STRICT;

-- What changed in which data version is noted from now on (see db/settings.ts); before, anything may have.
INSERT INTO meta SELECT 'touched.' || what, value FROM meta, (SELECT 'records' AS what UNION SELECT 'decisions')
  WHERE key = 'data_version';
`;
