import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { liveFolder } from './demo-config.ts';
import type { DemoOrganisation } from './demo-organisations.ts';
import type { Encore } from './organisation/generate.ts';
import type { Label, RawRecord } from './organisation/record.ts';

/** The organisations' log shipper: it appends what the providers show to files the service follows. */
export class Feed {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  begin(organisation: DemoOrganisation): void {
    mkdirSync(liveFolder(this.#folder, organisation), { recursive: true });
    this.ship(organisation, organisation.underWay);
  }

  ship(organisation: DemoOrganisation, records: readonly RawRecord[]): void {
    for (const name of new Set(records.map(fileOf))) {
      const lines = records.filter((record) => fileOf(record) === name).map(({ raw }) => `${JSON.stringify(raw)}\n`);
      appendFileSync(join(liveFolder(this.#folder, organisation), name), lines.join(''));
    }
  }

  play(organisation: DemoOrganisation, encore: Encore): Label | undefined {
    const { label, records } = organisation.live.play(encore, Date.now());
    this.ship(organisation, records);
    return label;
  }
}

function fileOf({ source, stream }: RawRecord): string {
  return `${source}-${stream}.ndjson`;
}

export interface Act {
  readonly organisation: DemoOrganisation;
  readonly encore: Encore;
}

/** Attacks and look-alikes in turn. */
export class Programme {
  readonly #parts: { readonly organisation: DemoOrganisation; attacks: Encore[]; lookAlikes: Encore[] }[] = [];
  #turn = 0;

  add(organisation: DemoOrganisation): void {
    const { attacks, lookAlikes } = organisation;
    this.#parts.push({ organisation, attacks: [...attacks], lookAlikes: [...lookAlikes] });
  }

  /** Undefined once everything has been played. The first organisation, which holds crypto assets, is attacked every other time. */
  next(): Act | undefined {
    this.#turn += 1;
    const kind = this.#turn % 2 === 1 ? 'attacks' : 'lookAlikes';
    return this.#nextOf(kind) ?? this.#nextOf(kind === 'attacks' ? 'lookAlikes' : 'attacks');
  }

  #nextOf(kind: 'attacks' | 'lookAlikes'): Act | undefined {
    const left = this.#parts.filter((part) => part[kind].length > 0);
    const [crypto, ...others] = left;
    const round = Math.floor(this.#turn / 2);
    const part = round % 2 === 0 ? crypto : (others[Math.floor(round / 2) % Math.max(1, others.length)] ?? crypto);
    const encore = part?.[kind].shift();
    return part === undefined || encore === undefined ? undefined : { organisation: part.organisation, encore };
  }
}
