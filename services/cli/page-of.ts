import type { Page } from '../scan/report/page.ts';

const DEFAULT_WIDTH = 120;
const NARROWEST = 40;
/** Longer lines are tiring to read, however wide the window. */
const WIDEST = 160;

/** The page a stream is: a terminal's size and colours (NO_COLOR is respected), elsewhere COLUMNS and none. */
export function pageOf(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv = process.env): Page {
  const said = Number(environment['COLUMNS']);
  const columns = stream.isTTY ? stream.columns : Number.isInteger(said) && said > 0 ? said : DEFAULT_WIDTH;
  return {
    width: Math.min(Math.max(columns || DEFAULT_WIDTH, NARROWEST), WIDEST),
    colour: stream.isTTY && stream.hasColors(),
  };
}
