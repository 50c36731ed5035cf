export const NEWLINE = 0x0a;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
/** A line may be indented by this much and still be recognised as the beginning of a record. */
export const MAX_INDENT = 256;

export function countLines(bytes: Buffer, from: number, to: number): number {
  const passed = bytes.subarray(from, to);
  let count = 0;
  for (let at = passed.indexOf(NEWLINE); at >= 0; at = passed.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;
}

export function endsStray(byte: number | undefined, insideList: boolean): boolean {
  return byte === NEWLINE || byte === OPEN_OBJECT || (insideList && (byte === 0x2c || byte === 0x5b || byte === 0x5d));
}

export function beforeIndent(bytes: Buffer, at: number): number {
  let start = at;
  while (start > 0 && at - start < MAX_INDENT && (bytes[start - 1] === 0x20 || bytes[start - 1] === 0x09)) start--;
  return start;
}
