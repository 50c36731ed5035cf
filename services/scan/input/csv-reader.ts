import { parse } from 'csv-parse/sync';
import type { JsonObject } from '../../../events/event.ts';
import type { DeadLetterReason } from '../../../events/result.ts';
import { CsvRows } from './csv-rows.ts';
import type { RowSlice } from './csv-rows.ts';
import { excerptOfText } from './excerpt.ts';
import { isOktaHeader, oktaColumns, oktaRecord } from './okta-csv.ts';
import type { OktaColumn } from './okta-csv.ts';
import type { RecordSink } from './record-sink.ts';

/**
 * Records from a CSV export. Okta's console export becomes the nested record its API gives; every other table is handed on as header →
 * cell (Entra's normaliser knows its portal's headers), envelopes like Splunk's `_raw` column opened.
 */
export class CsvReader {
  private readonly sink: RecordSink;
  private readonly delimiter: string;
  private readonly rows = new CsvRows();
  private header: readonly string[] | undefined;
  private okta: readonly OktaColumn[] | undefined;

  constructor(sink: RecordSink, delimiter: string) {
    this.sink = sink;
    this.delimiter = delimiter;
  }

  push(chunk: Buffer): void {
    this.take(this.rows.push(chunk));
  }

  end(): void {
    this.take(this.rows.end());
  }

  /** Cells are parsed a batch at a time: the parser's cost is in starting it. */
  private take(slices: readonly RowSlice[]): void {
    const whole = slices.filter((slice) => slice.broken === undefined && slice.text.trim() !== '');
    const parsed = this.parse(whole.map((slice) => slice.text).join(''));
    const aligned = parsed?.length === whole.length ? parsed : undefined;
    let next = 0;
    for (const slice of slices) {
      if (slice.broken !== undefined) this.sink.reject(reasonOf(slice), slice.line, excerptOfText(slice.text));
      else if (slice.text.trim() !== '') this.row(slice, aligned?.[next++] ?? this.parse(slice.text)?.[0]);
    }
  }

  private parse(text: string): string[][] | undefined {
    try {
      return parse(text, {
        delimiter: this.delimiter,
        relax_column_count: true,
        relax_quotes: true,
        record_delimiter: ['\r\n', '\n', '\r'],
      });
    } catch {
      return undefined;
    }
  }

  private row(slice: RowSlice, cells: readonly string[] | undefined): void {
    if (cells === undefined) {
      this.sink.reject(
        { code: 'broken_csv', message: 'the row’s quotes do not match' },
        slice.line,
        excerptOfText(slice.text),
      );
    } else if (this.header === undefined) {
      this.readHeader(cells);
    } else if (cells.length !== this.header.length) {
      const message = `${String(cells.length)} cells where the header has ${String(this.header.length)}`;
      this.sink.reject({ code: 'broken_csv', message }, slice.line, excerptOfText(slice.text));
    } else {
      const record = this.okta === undefined ? plainRecord(this.header, cells) : oktaRecord(this.okta, cells);
      this.sink.document(record, slice.bytes, slice.line, false, () => excerptOfText(slice.text));
    }
  }

  private readHeader(cells: readonly string[]): void {
    this.header = cells.map((cell) => cell.trim());
    if (!isOktaHeader(this.header)) return;
    this.okta = oktaColumns(this.header);
    this.sink.wrappers.add('okta-console-csv');
  }
}

/** Entra's export has two columns named "Incoming token type": the first that is filled counts. */
function plainRecord(header: readonly string[], cells: readonly string[]): JsonObject {
  const record: Record<string, string> = {};
  header.forEach((name, index) => {
    const cell = cells[index] ?? '';
    if (name !== '' && name !== '__proto__' && (record[name] ?? '') === '') record[name] = cell;
  });
  return record;
}

function reasonOf(slice: RowSlice): DeadLetterReason {
  return slice.broken === 'too_large'
    ? { code: 'too_large', message: `a row of ${(slice.bytes / 1024 / 1024).toFixed(1)} MB` }
    : { code: 'broken_csv', message: 'a quote opened in this row is never closed' };
}
