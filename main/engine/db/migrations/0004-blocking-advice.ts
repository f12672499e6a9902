/** Advice on blocking rules, and pairs by their weight: who is affected when a threshold is moved. */
export default `
-- The last advice on the blocking rules of each entity, as JSON, with the version of the data it was made from.
CREATE TABLE blocking_advice (
  entity TEXT PRIMARY KEY,
  advice TEXT NOT NULL,
  data_version INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX pair_weight_1 ON pair(entity, weight);
`;
