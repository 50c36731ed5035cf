import { createHash } from 'node:crypto';
import type { TenantId } from '../../events/identity.ts';
import type { DetectorFailure } from '../../detectors/kit/engine.ts';
import type { DeadLetterRecord } from '../records/index.ts';

/** How many failures are remembered, so that each is told once; what is forgotten is told again under the same id. */
const REMEMBERED = 10_000;
const EXCERPT_BYTES = 200;

type Letter = Omit<DeadLetterRecord, 'at'>;

/** Dead letters of one tenant: what a detector could not judge and which states could not be read, each once. */
export class Letters {
  readonly #tenant: TenantId;
  readonly #told = new Set<string>();
  readonly #failures = new Map<string, number>();
  #letters: Letter[] = [];

  constructor(tenant: TenantId) {
    this.#tenant = tenant;
  }

  /** Failures since the start, by detector. */
  get failures(): ReadonlyMap<string, number> {
    return this.#failures;
  }

  detectorFailed({ detector, user, observationId, error }: DetectorFailure): void {
    const { isNew, id } = this.#idOf(['detector_failed', detector, user, observationId]);
    if (!isNew) return;
    this.#failures.set(detector, (this.#failures.get(detector) ?? 0) + 1);
    this.#letters.push({
      id,
      tenant: this.#tenant,
      stage: 'detect',
      reason: { code: 'detector_failed', message: `${detector}: ${messageOf(error)}` },
      replay: { kind: 'rebuild', user, detector, observation: observationId },
    });
  }

  corruptState(user: string, error: unknown): void {
    const { isNew, id } = this.#idOf(['corrupt_state', user]);
    if (!isNew) return;
    const reason = { code: 'corrupt_state', message: messageOf(error) } as const;
    this.#letters.push({ id, tenant: this.#tenant, stage: 'detect', reason, replay: { kind: 'rebuild', user } });
  }

  corruptProgress(bytes: Uint8Array, error: unknown): void {
    const { isNew, id } = this.#idOf(['corrupt_state']);
    if (!isNew) return;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const excerpt = new TextDecoder().decode(bytes.subarray(0, EXCERPT_BYTES));
    this.#letters.push({
      id,
      tenant: this.#tenant,
      stage: 'detect',
      reason: { code: 'corrupt_state', message: `how far the tenant had come: ${messageOf(error)}` },
      replay: { kind: 'none', sha256, bytes: bytes.byteLength, excerpt },
    });
  }

  /** A person asked for another attempt: what fails once more is told once more. */
  forgetTold(): void {
    this.#told.clear();
  }

  /** @param at ms since 1970 */
  settle(at: number): DeadLetterRecord[] {
    const letters = this.#letters.map((letter) => ({ ...letter, at }));
    this.#letters = [];
    return letters;
  }

  #idOf(parts: readonly string[]): { isNew: boolean; id: string } {
    const id = createHash('sha256')
      .update(['detect', this.#tenant, ...parts].join('\0'))
      .digest('base64url')
      .slice(0, 22);
    if (this.#told.has(id)) return { isNew: false, id };
    if (this.#told.size >= REMEMBERED) this.#told.clear();
    this.#told.add(id);
    return { isNew: true, id };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
