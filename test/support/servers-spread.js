import Sequencer from '@jest/test-sequencer';
import { readFileSync } from 'node:fs';
import { sep } from 'node:path';

/** Folders whose tests start processes and servers, slowest first. */
const SLOW = ['chaos', 'e2e', 'contract'].map((folder) => ['', 'test', folder, ''].join(sep));
/** Whoever imports from there starts a Kafka or an Elasticsearch. */
const STARTS_SERVERS = /from '[^']*\/support\/services\//;

/**
 * Tests that start servers keep a machine busy by themselves: they are spread over the run, each followed by its share of the others. Slow ones
 * come first, also where Jest has no times of an earlier run: what begins last is waited for alone.
 */
export default class ServersSpread extends Sequencer {
  sort(tests) {
    const rankOf = ({ path }) => SLOW.findIndex((folder) => path.includes(folder)) >>> 0;
    const slowFirst = [...super.sort(tests)].sort((a, b) => rankOf(a) - rankOf(b));
    const heavy = new Set(slowFirst.filter(({ path }) => STARTS_SERVERS.test(readFileSync(path, 'utf8'))));
    const others = slowFirst.filter((test) => !heavy.has(test));
    const shareOf = (turn) => others.filter((_, index) => index % heavy.size === turn);
    return heavy.size === 0 ? others : [...heavy].flatMap((test, turn) => [test, ...shareOf(turn)]);
  }
}
