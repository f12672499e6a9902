/** The review queue reads the pairs nearest to even odds without going through all of them. */
export default `
CREATE INDEX pair_doubt_1 ON pair(entity, state, abs(weight)) WHERE state = 'review' OR state = 'cut';

-- The golden records column by column, values sorted and numbered: what the grid filters and sorts by without reading the
-- records (see golden/column-store.ts). Derived: it is rebuilt with the golden records.
CREATE TABLE golden_column (
  entity TEXT NOT NULL,
  name TEXT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('ids', 'starts', 'texts')),
  chunk INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (entity, name, part, chunk)
) STRICT;
`;
