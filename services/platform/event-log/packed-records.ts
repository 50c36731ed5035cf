/**
 * Many records as a few flat arrays, one text and one run of bytes: what crosses to and from a thread is handed over in one piece
 * instead of being cloned record by record.
 */
export interface PackedValues {
  /** The keys one after another. */
  readonly keys: string;
  /** Length of each key, in characters. */
  readonly keySizes: Int32Array<ArrayBuffer>;
  /** Length of each value; -1 where it is null. */
  readonly sizes: Int32Array<ArrayBuffer>;
  /** The values one after another. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Keyed {
  readonly key: string;
  readonly value: Uint8Array | null;
}

const NULL_SIZE = -1;

export function packValues(records: readonly Keyed[]): PackedValues {
  const keySizes = new Int32Array(records.length);
  const sizes = new Int32Array(records.length);
  let keys = '';
  let total = 0;
  records.forEach(({ key, value }, index) => {
    keys += key;
    keySizes[index] = key.length;
    sizes[index] = value?.length ?? NULL_SIZE;
    total += value?.length ?? 0;
  });
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const { value } of records) {
    if (value === null) continue;
    bytes.set(value, at);
    at += value.length;
  }
  return { keys, keySizes, sizes, bytes };
}

type Readable = Omit<PackedValues, 'bytes'> & { readonly bytes: Uint8Array };

/** Views into `bytes`, in order. */
export function unpackValues({ keys, keySizes, sizes, bytes }: Readable): readonly Keyed[] {
  const records: Keyed[] = [];
  let keyAt = 0;
  let at = 0;
  sizes.forEach((size, index) => {
    const key = keys.slice(keyAt, (keyAt += keySizes[index] ?? 0));
    records.push({ key, value: size === NULL_SIZE ? null : bytes.subarray(at, (at += size)) });
  });
  return records;
}

/** What may be handed over with it. */
export function buffersOf({ keySizes, sizes, bytes }: PackedValues): readonly ArrayBuffer[] {
  return [keySizes.buffer, sizes.buffer, bytes.buffer];
}
