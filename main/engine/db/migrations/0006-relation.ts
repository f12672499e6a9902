/** Links between different entities: people of one household, sites of one organisation. They merge nothing. */
export default `
-- By record, as pairs are; left_id < right_id. Which golden records they link is seen through membership.
CREATE TABLE relation (
  entity TEXT NOT NULL,
  left_id INTEGER NOT NULL,
  right_id INTEGER NOT NULL,
  -- the lookalike of the match model
  kind TEXT NOT NULL,
  probability REAL NOT NULL,
  PRIMARY KEY (entity, left_id, right_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_right_1 ON relation(entity, right_id);
`;
