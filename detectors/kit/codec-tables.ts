import type { Device } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { placeOfText, placeText } from './place-text.ts';
import type { Kind, Who } from './observation-codec.ts';
import { readKind, sameKind, writeKind } from './observation-codec.ts';

/**
 * What the observations of one key share, each once, in order of first use. Index 0 is "absent". Only ever appended to: what was written
 * earlier with these tables stays readable, so a record is written again by copying whatever of it has not changed.
 */
export class Tables {
  readonly #texts: string[] = [];
  /** What reads like a text, parsed once: equal places and devices of one key are the same object. */
  readonly #parsed: unknown[] = [];
  readonly #kinds: Kind[] = [];
  readonly #objects = new Map<object, number>();
  /** By text. Made when enough has been looked for: a state that was just read is mostly written to once. */
  #indexes: Map<string, number> | undefined;
  #searches = 0;
  #who: readonly [Who, number] | undefined;
  /** Characters held, and how many may be held before what nothing refers to any more is worth being rid of. */
  #size = 0;
  #limit = Infinity;
  #written: Written = { texts: 0, kinds: 0, textsFrom: 0, textsTo: 0, kindsFrom: 0, kindsTo: 0 };

  static read(reader: ByteReader): Tables {
    const tables = new Tables();
    tables.#limit = reader.unsigned();
    const texts = reader.count();
    const textsFrom = reader.position;
    for (let left = texts; left > 0; left -= 1) tables.#append(reader.text());
    const textsTo = reader.position;
    const kinds = reader.count();
    const kindsFrom = reader.position;
    for (let left = kinds; left > 0; left -= 1) tables.#kinds.push(readKind(reader, tables));
    tables.#written = { texts, kinds, textsFrom, textsTo, kindsFrom, kindsTo: reader.position };
    return tables;
  }

  /** Half or more of what is held may be left over from observations that are gone. */
  get isWasteful(): boolean {
    return this.#size > this.#limit;
  }

  text(value: string | undefined): number {
    if (value === undefined) return 0;
    const known = this.#indexOf(value);
    if (known !== undefined) return known;
    const index = this.#append(value);
    this.#indexes?.set(value, index);
    return index;
  }

  #indexOf(value: string): number | undefined {
    if (this.#indexes === undefined && this.#searches < SEARCHES) {
      this.#searches += 1;
      const at = this.#texts.indexOf(value);
      return at < 0 ? undefined : at + 1;
    }
    this.#indexes ??= new Map(this.#texts.map((text, index) => [text, index + 1]));
    return this.#indexes.get(value);
  }

  /** Places and devices are few and mostly shared by reference. */
  place(value: Place | undefined): number {
    return value === undefined ? 0 : (this.#objects.get(value) ?? this.#add(value, placeText(value)));
  }

  device(value: Device): number {
    return this.#objects.get(value) ?? this.#add(value, JSON.stringify(value));
  }

  /** The names of the person, nearly always the same three. */
  who(value: Who): number {
    const last = this.#who;
    if (
      last !== undefined &&
      value.userId === last[0].userId &&
      value.userName === last[0].userName &&
      value.fullName === last[0].fullName
    ) {
      return last[1];
    }
    const index = this.text(JSON.stringify([value.userId, value.userName, value.fullName]));
    this.#who = [value, index];
    return index;
  }

  /** A user does a handful of kinds of things: a linear search beats hashing their parts. */
  kind(value: Kind): number {
    const known = this.#kinds.findIndex((kind) => sameKind(kind, value));
    return known >= 0 ? known : this.#kinds.push(value) - 1;
  }

  textAt(index: number): string | undefined {
    if (index === 0) return undefined;
    const text = this.#texts[index - 1];
    if (text === undefined)
      throw new RangeError(`state record refers to text ${String(index)}, which it does not hold`);
    return text;
  }

  placeAt(index: number): Place | undefined {
    return index === 0 ? undefined : ((this.#parsed[index] ??= placeOfText(this.textAt(index) ?? '')) as Place);
  }

  /** Any table text that is JSON. */
  jsonAt(index: number): unknown {
    return (this.#parsed[index] ??= JSON.parse(this.textAt(index) ?? 'null'));
  }

  kindAt(index: number): Kind {
    const kind = this.#kinds[index];
    if (kind === undefined)
      throw new RangeError(`state record refers to kind ${String(index)}, which it does not hold`);
    return kind;
  }

  /** Writes the tables; what `record`, written with them before, already holds is copied from there. */
  write(writer: ByteWriter, record: Uint8Array): void {
    const { texts, kinds, textsFrom, textsTo, kindsFrom, kindsTo } = this.#written;
    const newKinds = this.#kinds.slice(kinds);
    // Before the texts: a new kind may bring new ones.
    for (const kind of newKinds) for (const text of textsOfKind(kind)) this.text(text);
    if (this.#limit === Infinity) this.#limit = 2 * this.#size + SPARE_CHARACTERS;
    writer.unsigned(this.#limit);
    writer.unsigned(this.#texts.length);
    const textsStart = writer.length;
    writer.copy(record, textsFrom, textsTo);
    for (let index = texts; index < this.#texts.length; index += 1) writer.text(this.#texts[index] as string);
    const textsEnd = writer.length;
    writer.unsigned(this.#kinds.length);
    const kindsStart = writer.length;
    writer.copy(record, kindsFrom, kindsTo);
    for (const kind of newKinds) writeKind(writer, this, kind);
    this.#written = {
      texts: this.#texts.length,
      kinds: this.#kinds.length,
      textsFrom: textsStart,
      textsTo: textsEnd,
      kindsFrom: kindsStart,
      kindsTo: writer.length,
    };
  }

  #add(value: object, text: string): number {
    const index = this.text(text);
    this.#objects.set(value, index);
    return index;
  }

  #append(text: string): number {
    this.#size += text.length;
    return this.#texts.push(text);
  }
}

/** Where the tables stand in the record they were last written to. */
interface Written {
  readonly texts: number;
  readonly kinds: number;
  readonly textsFrom: number;
  readonly textsTo: number;
  readonly kindsFrom: number;
  readonly kindsTo: number;
}

/** How many texts are searched for one by one before an index of all of them pays. */
const SEARCHES = 32;

/** Small states are not worth tidying. */
const SPARE_CHARACTERS = 2_048;

function textsOfKind({
  dataset,
  action,
  code,
  reason,
  actor,
  verdict,
  grantedRole,
}: Kind): readonly (string | undefined)[] {
  return [dataset, action, code, reason, actor, verdict, grantedRole];
}
