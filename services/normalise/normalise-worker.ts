import { openPlaces } from '../platform/place-files.ts';
import { PROVIDERS } from '../platform/providers.ts';
import { serveCore } from '../platform/sqlite/serve-core.ts';
import type { NormaliserThread } from './normalise-thread.ts';
import { Normaliser } from './normaliser.ts';

serveCore(
  ({ placeFiles, partitions }: NormaliserThread) =>
    new Normaliser({ providers: PROVIDERS, locateOf: openPlaces(placeFiles), partitions }),
);
