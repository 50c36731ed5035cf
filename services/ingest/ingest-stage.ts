import { hostname } from 'node:os';
import { LoopStage } from '../platform/lifecycle/loop-stage.ts';
import type { Stage, StageContext } from '../platform/stage.ts';
import type { SourceFigures } from './follow-source.ts';
import { Convoy } from './convoy.ts';
import { followSource } from './follow-source.ts';
import { importFiles } from './imports/import-loop.ts';
import type { Source } from './source.ts';

export type IngestContext = StageContext & {
  readonly sources: readonly Source[];
  /** Who this process is, for leases; unique among processes. */
  readonly owner?: string;
  /** This machine, where several share the Store: it reads the files of its own imports. */
  readonly host?: string | undefined;
};

/** Sources and imports → `mfa.raw`, each behind its own durable cursor. */
export function createIngestStage(context: IngestContext): Stage {
  const { sources, host, owner = `${hostname()}:${String(process.pid)}` } = context;
  const convoys = new Map(sources.map(({ tenant }) => [tenant, new Convoy()]));
  const followed = sources.map((source) => ({
    source,
    convoy: convoys.get(source.tenant) ?? new Convoy(),
    streams: sources.filter(({ tenant }) => tenant === source.tenant).map(({ id }) => id),
    owner,
    figures: { records: 0, refused: 0, trouble: undefined } satisfies SourceFigures as SourceFigures,
  }));
  const imported = { records: 0, refused: 0 };
  return new LoopStage({
    name: 'ingest',
    loops: [
      ...followed.map((options) => (run: Parameters<typeof followSource>[2]) => followSource(context, options, run)),
      (run) => importFiles(context, { owner, host }, imported, run),
    ],
    describe: () => {
      const troubled = followed.filter(({ figures }) => figures.trouble !== undefined);
      const detail = troubled.map(({ source, figures }) => `${source.tenant}/${source.id}: ${figures.trouble ?? ''}`);
      const sum = (of: 'records' | 'refused'): number =>
        followed.reduce((total, { figures }) => total + figures[of], imported[of]);
      const figures = { records: sum('records'), dead_letters: sum('refused'), sources: sources.length };
      return detail.length === 0 ? { figures } : { figures, detail: detail.join('; ') };
    },
  });
}
