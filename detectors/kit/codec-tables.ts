import type { Device } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import type { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { placeOfText, placeText } from './place-text.ts';
import type { Kind, Who } from './observation-codec.ts';
import { readKind, sameKind, writeKind } from './observation-codec.ts';

/**
 * What the observations of one key share, each once, in order of first use. Index 0 is "absent".
 * Texts come first in the record, for the other tables refer to them.
 */
export class Tables {
  readonly #texts = new Map<string, number>();
  readonly #objects = new Map<object, number>();
  readonly #kinds: Kind[] = [];
  readonly #kindBytes = new ByteWriter();
  #who: readonly [Who, number] | undefined;

  text(value: string | undefined): number {
    if (value === undefined) return 0;
    let index = this.#texts.get(value);
    if (index === undefined) {
      index = this.#texts.size + 1;
      this.#texts.set(value, index);
    }
    return index;
  }

  /** Places and devices are few and mostly shared by reference. */
  place(value: Place | undefined): number {
    return value === undefined ? 0 : (this.#objects.get(value) ?? this.#add(value, placeText(value)));
  }

  device(value: Device): number {
    return this.#objects.get(value) ?? this.#add(value, JSON.stringify(value));
  }

  #add(value: object, text: string): number {
    const index = this.text(text);
    this.#objects.set(value, index);
    return index;
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
    if (known >= 0) return known;
    writeKind(this.#kindBytes, this, value);
    return this.#kinds.push(value) - 1;
  }

  write(writer: ByteWriter): void {
    writer.unsigned(this.#texts.size);
    for (const text of this.#texts.keys()) writer.text(text);
    writer.unsigned(this.#kinds.length);
    writer.bytes(this.#kindBytes.finish());
  }
}

export class ReadTables {
  readonly #texts: string[];
  readonly #objects: unknown[] = [];
  readonly #kinds: Kind[] = [];

  private constructor(texts: string[]) {
    this.#texts = texts;
  }

  static read(reader: ByteReader): ReadTables {
    const texts: string[] = [];
    for (let count = reader.unsigned(); count > 0; count -= 1) texts.push(reader.text());
    const tables = new ReadTables(texts);
    for (let count = reader.unsigned(); count > 0; count -= 1) tables.#kinds.push(readKind(reader, tables));
    return tables;
  }

  text(index: number): string | undefined {
    return index === 0 ? undefined : this.#texts[index - 1];
  }

  /** Parsed once, then shared: equal places and devices of one key are the same object. */
  place(index: number): Place | undefined {
    return index === 0 ? undefined : ((this.#objects[index] ??= placeOfText(this.#texts[index - 1] ?? '')) as Place);
  }

  /** Any table text that is JSON. */
  json(index: number): unknown {
    return (this.#objects[index] ??= JSON.parse(this.#texts[index - 1] ?? 'null'));
  }

  kind(index: number): Kind {
    const kind = this.#kinds[index];
    if (kind === undefined)
      throw new RangeError(`state record refers to kind ${String(index)}, which it does not hold`);
    return kind;
  }
}
