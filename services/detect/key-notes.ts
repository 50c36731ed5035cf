import type { RebuildCause } from '../records/index.ts';

/** What is to be remembered about a key beside its state. Most keys have none. */
export interface KeyNote {
  /** Imported records of it lie in the Store, not judged yet: asked for at the release. */
  readonly stale?: true;
  /** A rebuild was asked for and has not come yet. */
  readonly pending?: RebuildCause;
  /** Its state could not be read: nothing is applied until the rebuild. */
  readonly broken?: true;
  /** Alerts that were never to page, with the revision they had then: a higher one, by live records, is news. */
  readonly quiet?: Readonly<Record<string, number>>;
}

const NOTHING: KeyNote = {};

/** The notes of a tenant's keys, and which of them changed since they were last settled. */
export class KeyNotes {
  readonly #notes = new Map<string, KeyNote>();
  readonly #stale = new Set<string>();
  readonly #changed = new Set<string>();
  #pending = 0;

  get pending(): number {
    return this.#pending;
  }

  get stale(): ReadonlySet<string> {
    return this.#stale;
  }

  get(user: string): KeyNote {
    return this.#notes.get(user) ?? NOTHING;
  }

  /** Undefined takes a field away. */
  change(user: string, change: { readonly [K in keyof KeyNote]: KeyNote[K] | undefined }): void {
    const note = Object.fromEntries(
      Object.entries({ ...this.get(user), ...change }).filter(([, value]) => value !== undefined),
    );
    this.restore(user, note);
    this.#changed.add(user);
  }

  /** Puts a note as it came from the changelog. */
  restore(user: string, note: KeyNote): void {
    this.#pending += Number(note.pending !== undefined) - Number(this.get(user).pending !== undefined);
    if (note.stale === true) this.#stale.add(user);
    else this.#stale.delete(user);
    if (Object.keys(note).length === 0) this.#notes.delete(user);
    else this.#notes.set(user, note);
  }

  /** Those changed since the last call; undefined where nothing is left to remember. */
  settle(): ReadonlyMap<string, KeyNote | undefined> {
    const changed = new Map([...this.#changed].map((user) => [user, this.#notes.get(user)]));
    this.#changed.clear();
    return changed;
  }
}
