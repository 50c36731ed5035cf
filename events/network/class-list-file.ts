import type { NetworkClass, NetworkTag } from '../place.ts';
import { NETWORK_CLASSES, NETWORK_TAGS } from '../place.ts';
import { parseCidr } from './cidr.ts';
import type { ClassEntry, ClassList, ClassRow } from './class-list.ts';
import { classList } from './class-list.ts';
import { plainWords } from './holder-name.ts';

/** A list that cannot be read. The message names the file and the line. */
export class ClassListError extends Error {
  override readonly name = 'ClassListError';
}

const COLUMNS = ['class', 'asn', 'cidr', 'name', 'operator', 'tag', 'holder', 'note'] as const;
type Column = (typeof COLUMNS)[number];
const SUBJECTS = ['asn', 'cidr', 'name'] as const;

/** Words people use for a class. */
const SYNONYMS: Readonly<Record<string, NetworkClass>> = {
  vpn: 'anonymiser',
  anonymizer: 'anonymiser',
  tor: 'anonymiser',
  proxy: 'anonymiser',
  mobile: 'mobile_carrier',
  sase: 'corporate',
  cloud: 'hosting',
};

/** A line of a file, for messages. */
interface Line {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

/**
 * Parses a list: tab-separated with a header line, columns in any order (`class` and one of `asn`, `cidr`, `name`; optionally `operator`,
 * `tag`, `holder`, `note`). `#` begins a comment line; `# list: NAME` and `# date: YYYY-MM-DD` name the list for evidence.
 * @param file names the list in messages, and in evidence where it has no name of its own: `settings: FILE`
 * @throws ClassListError on the first line that is not understood: a list half read would be believed whole
 */
export function parseClassList(text: string, file: string): ClassList {
  const [header, ...rows] = contentLines(text, file);
  if (header === undefined) throw new ClassListError(`${file}: the list is empty; it needs a header line and rows`);
  const columns = parseHeader(header);
  return classList(
    labelOf(text, file),
    rows.map((row) => parseRow(row, columns)),
  );
}

function contentLines(text: string, file: string): Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ file, number: index + 1, text: line }))
    .filter((line) => line.text.trim() !== '' && !line.text.startsWith('#'));
}

function labelOf(text: string, file: string): string {
  const name = /^# list:[ \t]*(\S.{0,99})$/m.exec(text)?.[1]?.trim() ?? `settings: ${file}`;
  const date = /^# date:[ \t]*(\d{4}-\d{2}-\d{2})\s*$/m.exec(text)?.[1];
  return date === undefined ? name : `${name} ${date}`;
}

function parseHeader(header: Line): readonly Column[] {
  const columns = header.text.split('\t').map((cell) => cell.trim().toLowerCase());
  const known: readonly string[] = COLUMNS;
  const strange = columns.find((column) => !known.includes(column));
  if (strange !== undefined) {
    throw mistake(header, `"${strange}" is no column; a header line of tab-separated ${COLUMNS.join(', ')} is needed`);
  }
  if (!columns.includes('class') || !SUBJECTS.some((subject) => columns.includes(subject))) {
    throw mistake(header, `the header needs "class" and at least one of ${SUBJECTS.join(', ')}`);
  }
  return columns as Column[];
}

function parseRow(line: Line, columns: readonly Column[]): ClassRow {
  const values = line.text.split('\t');
  if (values.length > columns.length) throw mistake(line, `${values.length} cells under ${columns.length} columns`);
  const cells: Partial<Record<Column, string>> = {};
  columns.forEach((column, index) => {
    const value = values[index]?.trim();
    if (value !== undefined && value !== '') cells[column] = value;
  });
  return { subject: parseSubject(line, cells), entry: parseEntry(line, cells) };
}

function parseSubject(line: Line, cells: Partial<Record<Column, string>>): ClassRow['subject'] {
  const given = SUBJECTS.filter((subject) => cells[subject] !== undefined);
  if (given.length !== 1) throw mistake(line, `one of ${SUBJECTS.join(', ')} is needed, found ${given.length}`);
  if (cells.asn !== undefined) return { kind: 'asn', asn: parseAsn(line, cells.asn) };
  if (cells.cidr === undefined) return { kind: 'name', words: parseWords(line, cells.name ?? '') };
  const cidr = parseCidr(cells.cidr);
  if (cidr === undefined)
    throw mistake(line, `"${cells.cidr}" is no network; write e.g. 192.0.2.0/24 or 2001:db8::/32`);
  return { kind: 'cidr', cidr };
}

function parseAsn(line: Line, text: string): number {
  const asn = /^(?:AS)?([1-9]\d{0,9})$/i.exec(text)?.[1];
  if (asn === undefined || Number(asn) > 4_294_967_295) {
    throw mistake(line, `"${text}" is no AS number; write e.g. 64496 or AS64496`);
  }
  return Number(asn);
}

function parseWords(line: Line, text: string): string {
  if (plainWords(text) === ' ') throw mistake(line, `"${text}" holds no word`);
  return text;
}

function parseEntry(line: Line, cells: Partial<Record<Column, string>>): ClassEntry {
  return {
    networkClass: parseClass(line, cells.class),
    ...(cells.operator === undefined ? {} : { operator: cells.operator }),
    ...(cells.tag === undefined ? {} : { tag: parseTag(line, cells.tag) }),
    ...(cells.note === undefined ? {} : { note: cells.note }),
  };
}

function parseClass(line: Line, text: string | undefined): NetworkClass {
  const word = text?.toLowerCase();
  const networkClass =
    NETWORK_CLASSES.find((name) => name === word) ??
    (word !== undefined && Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : undefined);
  if (networkClass !== undefined) return networkClass;
  throw mistake(line, `"${text ?? ''}" is no network class; use one of ${NETWORK_CLASSES.join(', ')}`);
}

function parseTag(line: Line, text: string): NetworkTag {
  const tag = NETWORK_TAGS.find((name) => name === text);
  if (tag !== undefined) return tag;
  throw mistake(line, `"${text}" is no tag; use one of ${NETWORK_TAGS.join(', ')}`);
}

function mistake(line: Line, message: string): ClassListError {
  return new ClassListError(`${line.file}:${line.number}: ${message}`);
}
