/**
 * Many records as a few flat arrays and one run of bytes: what crosses to and from the thread is handed over in one piece
 * instead of being cloned record by record.
 */
export interface PackedValues {
  readonly keys: readonly string[];
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
  const total = records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
  const bytes = new Uint8Array(total);
  const sizes = new Int32Array(records.length);
  let at = 0;
  records.forEach(({ value }, index) => {
    sizes[index] = value?.length ?? NULL_SIZE;
    if (value === null) return;
    bytes.set(value, at);
    at += value.length;
  });
  return { keys: records.map(({ key }) => key), sizes, bytes };
}

/** Views into `bytes`, in order. */
export function unpackValues({ keys, sizes, bytes }: PackedValues): readonly Keyed[] {
  let at = 0;
  return keys.map((key, index) => {
    const size = sizes[index] ?? NULL_SIZE;
    if (size === NULL_SIZE) return { key, value: null };
    at += size;
    return { key, value: bytes.subarray(at - size, at) };
  });
}
