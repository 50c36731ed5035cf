import type { OutgoingRecord } from '../platform/event-log/event-log.ts';
import type { AlertRecord, IncidentMessage, UserRisk } from '../records/index.ts';
import { encodeJson, userKey } from '../records/index.ts';
import { incidentDocument, userRisk } from './incident-document.ts';
import type { Owner } from './incident-document.ts';
import { takeIn } from './take-in.ts';
import { CorruptCorrelationError, decodeUserState, encodeUserState, NO_INCIDENTS } from './user-state.ts';
import type { IncidentState, UserState } from './user-state.ts';

/** What a batch of alerts brought about. */
export interface Correlated {
  /** For `mfa.incidents`, each incident and user once. */
  readonly incidents: readonly OutgoingRecord[];
  /** For `mfa.correlations`. */
  readonly states: readonly OutgoingRecord[];
  /** States that could not be read: their users begin anew. */
  readonly damaged: readonly DamagedState[];
}

export interface DamagedState extends Owner {
  readonly bytes: Uint8Array;
  readonly message: string;
}

interface Touched {
  readonly owner: Owner;
  state: UserState;
  readonly before: UserState;
  readonly riskBefore: UserRisk | undefined;
  /** By id, with the offset of the alert that changed it last. */
  readonly changed: Map<string, { readonly incident: IncidentState; readonly sequence: number }>;
  lastOffset: number;
}

/**
 * The incidents of one partition of `mfa.alerts`. States rest as bytes and are read when an alert touches their user; the same records
 * in the same order bring the same incidents however they are batched and wherever it crashed.
 */
export class Correlator {
  readonly #resting = new Map<string, Uint8Array>();
  readonly #touched = new Map<string, Touched>();
  #damaged: DamagedState[] = [];

  /** One record of the changelog, in order. */
  restore(key: string, value: Uint8Array | null): void {
    if (value === null) this.#resting.delete(key);
    else this.#resting.set(key, value);
  }

  get users(): number {
    return this.#resting.size;
  }

  apply(record: AlertRecord, offset: bigint): void {
    const touched = this.#touch(record);
    const { state, changed } = takeIn(touched.state, record);
    touched.state = state;
    touched.lastOffset = Number(offset);
    if (changed !== undefined) touched.changed.set(changed.id, { incident: changed, sequence: touched.lastOffset });
  }

  /** What to publish for all records since the last call. */
  settle(): Correlated {
    const incidents: OutgoingRecord[] = [];
    const states: OutgoingRecord[] = [];
    for (const [key, touched] of this.#touched) {
      incidents.push(...messagesOf(touched).map((message) => ({ key, value: encodeJson(message) })));
      if (touched.state === touched.before) continue;
      const value = encodeUserState(touched.state);
      this.restore(key, value);
      states.push({ key, value });
    }
    const damaged = this.#damaged;
    this.#touched.clear();
    this.#damaged = [];
    return { incidents, states, damaged };
  }

  #touch({ tenant, user }: AlertRecord): Touched {
    const key = userKey(tenant, user);
    const known = this.#touched.get(key);
    if (known !== undefined) return known;
    const owner = { tenant, user };
    const state = this.#read(key, owner);
    const riskBefore = userRisk(owner, state);
    const touched: Touched = { owner, state, before: state, riskBefore, changed: new Map(), lastOffset: 0 };
    this.#touched.set(key, touched);
    return touched;
  }

  #read(key: string, owner: Owner): UserState {
    const bytes = this.#resting.get(key);
    if (bytes === undefined) return NO_INCIDENTS;
    try {
      return decodeUserState(bytes);
    } catch (error) {
      if (!(error instanceof CorruptCorrelationError)) throw error;
      this.#damaged.push({ ...owner, bytes, message: error.message });
      return NO_INCIDENTS;
    }
  }
}

function messagesOf({ owner, state, riskBefore, changed, lastOffset }: Touched): readonly IncidentMessage[] {
  const messages = [...changed.values()].map<IncidentMessage>(({ incident, sequence }) => ({
    kind: 'incident',
    sequence,
    incident: incidentDocument(owner, incident),
  }));
  const risk = userRisk(owner, state);
  if (risk === undefined || JSON.stringify(risk) === JSON.stringify(riskBefore)) return messages;
  return [...messages, { kind: 'user_risk', sequence: lastOffset, risk }];
}
