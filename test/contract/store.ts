import { alertContract } from './store/alerts.ts';
import type { Bench, OpenStore, StoreUnderTest } from './store/store-under-test.ts';
import { documentContract } from './store/documents.ts';
import { eventContract } from './store/events.ts';
import { incidentContract } from './store/incidents.ts';
import { isolationContract } from './store/isolation.ts';
import { retentionContract } from './store/retention.ts';

/** What every adapter of the Store promises (services/platform/store/store.ts), sentence by sentence. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`Store contract · ${name}`, () => {
    const clock = { now: Date.UTC(2026, 10, 22, 9) };
    let underTest: StoreUnderTest | undefined;
    const opened = (): StoreUnderTest => {
      if (underTest === undefined) throw new Error('the store is not open yet');
      return underTest;
    };
    const bench: Bench = {
      get store() {
        return opened().store;
      },
      reopen: () => opened().reopen(),
      clock,
    };
    beforeAll(async () => {
      underTest = await open(() => clock.now);
    });
    afterAll(() => underTest?.close());

    eventContract(bench);
    alertContract(bench);
    incidentContract(bench);
    documentContract(bench);
    retentionContract(bench);
    isolationContract(bench);
  });
}
