import { parseJson } from '../../scan/input/parse-json.ts';
import { readStart } from './file-head.ts';

const LOOK_BYTES = 256 * 1024;
const NEWLINE = 0x0a;

/**
 * How a file is to be followed: `lines` where a line of it is a JSON object, `whole` for anything else, undefined while too little of it is
 * there to say. A list or page over several lines is `whole` even where one of its lines is an object.
 */
export async function fileKind(path: string): Promise<'lines' | 'whole' | undefined> {
  const bytes = await readStart(path, LOOK_BYTES);
  const text = bytes.toString('utf8');
  const first = /\S/.exec(text)?.[0];
  if (first === undefined) return undefined;
  if (first !== '{') return 'whole';
  const lines = text.split('\n').map((line) => line.trim());
  if (lines.some((line) => line !== '' && isObjectText(line))) return 'lines';
  // An unfinished first line may yet become a record, unless it is longer than any.
  return bytes.includes(NEWLINE) || bytes.length === LOOK_BYTES ? 'whole' : undefined;
}

function isObjectText(line: string): boolean {
  if (!line.startsWith('{') || !line.endsWith('}')) return false;
  return parseJson(line).ok;
}
