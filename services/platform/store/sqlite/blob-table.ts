import type { Connection } from './statements.ts';

export interface Blob {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

export interface BlobTable {
  put(tenant: string, name: string, bytes: Uint8Array, mediaType: string): void;
  get(tenant: string, name: string): Blob | undefined;
  list(tenant: string, prefix: string): readonly string[];
  delete(tenant: string, name: string): void;
}

export function blobTable({ database, sql }: Connection): BlobTable {
  return {
    put: (tenant, name, bytes, mediaType) => {
      database.write(() => sql('INSERT OR REPLACE INTO blobs VALUES (?, ?, ?, ?)').run(tenant, name, mediaType, bytes));
    },
    get: (tenant, name) => {
      const found = sql<[Uint8Array, string]>('SELECT bytes, media_type FROM blobs WHERE tenant = ? AND name = ?').get(
        tenant,
        name,
      );
      // A plain copy: structured clone would carry along the pool a small Buffer lies in.
      return found === undefined ? undefined : { bytes: Uint8Array.from(found[0]), mediaType: found[1] };
    },
    list: (tenant, prefix) =>
      sql<[string]>('SELECT name FROM blobs WHERE tenant = ? AND substr(name, 1, length(?)) = ? ORDER BY name')
        .all(tenant, prefix, prefix)
        .map(([name]) => name),
    delete: (tenant, name) => {
      database.write(() => sql('DELETE FROM blobs WHERE tenant = ? AND name = ?').run(tenant, name));
    },
  };
}
