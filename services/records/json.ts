import { bytesOfText, textOfBytes } from './text-bytes.ts';

/** How everything but raw records and states is written to the log. */
export function encodeJson(value: unknown): Uint8Array {
  return bytesOfText(JSON.stringify(value));
}

/** Of bytes we wrote ourselves: whatever reads them trusts their type. */
export function decodeJson<T>(bytes: Uint8Array): T {
  return JSON.parse(textOfBytes(bytes)) as T;
}
