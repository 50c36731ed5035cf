import Sequencer from '@jest/test-sequencer';
import { sep } from 'node:path';

/** Folders whose tests start processes and servers, slowest first. */
const SLOW = ['chaos', 'contract', 'e2e'].map((folder) => ['', 'test', folder, ''].join(sep));

/** Begins with the slowest tests, also where Jest has no times of an earlier run: what begins last is waited for alone. */
export default class SlowFirst extends Sequencer {
  sort(tests) {
    const rankOf = ({ path }) => SLOW.findIndex((folder) => path.includes(folder)) >>> 0;
    return [...super.sort(tests)].sort((a, b) => rankOf(a) - rankOf(b));
  }
}
