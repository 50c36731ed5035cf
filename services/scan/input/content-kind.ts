/** What the first bytes of a (decoded) file say it is. */
export type ContentKind =
  | { readonly kind: 'json' }
  | { readonly kind: 'csv'; readonly delimiter: ',' | ';' | '\t' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unsupported'; readonly what: string };

/** Formats a person may well offer, each with what to do instead. */
const SIGNATURES: readonly (readonly [signature: string, what: string])[] = [
  ['PK\u0003\u0004', 'a ZIP archive or an Excel workbook: unpack it, or save the sheet as CSV, first'],
  ['BZh', 'a bzip2 archive: unpack it first'],
  ['\u00fd7zXZ', 'an xz archive: unpack it first'],
  ['\u0028\u00b5\u002f\u00fd', 'a Zstandard archive: unpack it first'],
  ['7z\u00bc\u00af', 'a 7-Zip archive: unpack it first'],
  ['PAR1', 'a Parquet file: export the records as JSON instead'],
  ['Obj\u0001', 'an Avro file: export the records as JSON instead'],
  ['SQLite format 3', 'a SQLite database: export the records as JSON instead'],
  ['%PDF', 'a PDF document'],
  ['ElfFile', 'a Windows event log: it holds no identity provider’s records'],
];

export function contentKind(head: Buffer): ContentKind {
  const latin = head.toString('latin1');
  const known = SIGNATURES.find(([signature]) => latin.startsWith(signature));
  if (known !== undefined) return { kind: 'unsupported', what: known[1] };
  const text = head.toString('utf8');
  const first = text.search(/[^\s\p{Cc},]/u);
  if (first < 0) return isBinary(text) ? { kind: 'unsupported', what: 'a binary file' } : { kind: 'empty' };
  const start = text.slice(first);
  if (start.startsWith('{') || start.startsWith('[')) return { kind: 'json' };
  if (isBinary(text)) return { kind: 'unsupported', what: 'a binary file' };
  if (start.startsWith('<')) return { kind: 'unsupported', what: 'an XML or HTML page, not an export of records' };
  const delimiter = delimiterOf(start);
  if (delimiter !== undefined) return { kind: 'csv', delimiter };
  return /[{[]/.test(text)
    ? { kind: 'json' }
    : { kind: 'unsupported', what: 'neither JSON nor a CSV table with a header' };
}

/** A tenth of characters no text has, beyond what a damaged log may hold. */
function isBinary(text: string): boolean {
  const odd = text.match(/[\p{Cc}\ufffd]/gu)?.filter((character) => !/\s/.test(character)).length ?? 0;
  return odd > text.length / 10;
}

/** The character that parts the first line into at least three short names. */
function delimiterOf(text: string): ',' | ';' | '\t' | undefined {
  const header = text.split(/\r?\n/, 1)[0] ?? '';
  for (const delimiter of [',', ';', '\t'] as const) {
    const cells = header.split(delimiter).map((cell) => cell.trim());
    if (cells.length >= 3 && cells.slice(0, 3).every((cell) => cell.length <= 80 && /^"?[\p{L}_@]/u.test(cell)))
      return delimiter;
  }
  // A one-column export of raw records is common in Splunk.
  return /^"?_raw"?$/.test(header) ? ',' : undefined;
}
