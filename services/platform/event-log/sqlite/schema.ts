/** Versions of the log's schema, in order; only ever append. A **slot** is one partition of one topic, numbered through all topics. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE topics (
    name TEXT PRIMARY KEY,
    partitions INTEGER NOT NULL,
    cleanup TEXT NOT NULL,
    retention_ms INTEGER,
    first_slot INTEGER NOT NULL
  );
  -- Offset of the next record: kept apart from the records, so that none is ever given twice, whatever was deleted.
  CREATE TABLE slots (slot INTEGER PRIMARY KEY, next INTEGER NOT NULL);
  -- works_inside: the group has moved this position by a transaction with records, so what it did lies in the log itself.
  CREATE TABLE positions (
    consumers TEXT NOT NULL,
    slot INTEGER NOT NULL REFERENCES slots,
    next INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    works_inside INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (consumers, slot)
  ) WITHOUT ROWID;
  `,
  `
  -- Offset of the oldest record that counts: the row it lies in may hold some before it.
  ALTER TABLE slots ADD COLUMN start INTEGER NOT NULL DEFAULT 0;
  -- Of topics that are not compacted, rows from here on are blocks of records (block.ts); those before it go with retention.
  ALTER TABLE slots ADD COLUMN blocks_from INTEGER NOT NULL DEFAULT 0;
  UPDATE slots SET blocks_from = next;
  `,
];

/**
 * One table a slot: every append goes to the right-hand end of a tree (full pages, no index), and deleting the oldest frees whole pages,
 * however long the topics beside it are kept.
 */
export function recordsTable(slot: number): string {
  return `records_${String(slot)}`;
}

/**
 * Of a compacted topic a row is a record; else it is a block of them, under the offset of the first and without a key. A tombstone stays until
 * every group has seen it; its own small index finds it again.
 */
export function createRecords(slot: number, compact: boolean): string {
  const table = recordsTable(slot);
  const columns = '"offset" INTEGER PRIMARY KEY, time INTEGER NOT NULL, key TEXT NOT NULL, value BLOB';
  if (!compact) return `CREATE TABLE ${table} (${columns});`;
  return `
    CREATE TABLE ${table} (${columns}, UNIQUE (key));
    CREATE INDEX ${table}_tombstones ON ${table} ("offset") WHERE value IS NULL;
  `;
}
