import { main } from '../../services/cli/main.ts';

/** The real program, as its own process: what chaos starts and kills. */
await main(process.argv);
