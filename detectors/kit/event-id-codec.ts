import type { Observation } from '../../events/observation.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/**
 * Event ids are most of a timeline's bytes. A UUID (Okta, Entra) is 16 bytes instead of 36; a Google id
 * `<time>|<qualifier>|<name>|<position>` is its qualifier and position, for time and name stand in the observation already.
 */
const FORM = { text: 0, uuid: 1, google: 2 } as const;
const GOOGLE = /^(-?\d{1,15})\|(.*)\|(\d{1,6})$/s;

type IdContext = Pick<Observation, 'source' | 'action'>;

export function writeEventId(
  writer: ByteWriter,
  eventId: string,
  context: IdContext & Pick<Observation, 'time'>,
): void {
  if (isUuid(eventId)) {
    writer.byte(FORM.uuid);
    writer.uuid(eventId);
    return;
  }
  const google = context.source === 'google_workspace' ? googleParts(eventId, context, context.time) : undefined;
  if (google !== undefined) {
    writer.byte(FORM.google);
    writer.signed(google.qualifier);
    writer.unsigned(google.position);
    return;
  }
  writer.byte(FORM.text);
  writer.text(eventId);
}

export function readEventId(reader: ByteReader, context: IdContext, time: number): string {
  const form = reader.byte();
  if (form === FORM.uuid) return reader.uuid();
  if (form === FORM.google) return googleId(reader.signed(), reader.unsigned(), context, time);
  return reader.text();
}

function googleParts(
  eventId: string,
  context: IdContext,
  time: number,
): { qualifier: number; position: number } | undefined {
  const start = `${new Date(time).toISOString()}|`;
  if (!eventId.startsWith(start)) return undefined;
  const [, qualifier, , position] = GOOGLE.exec(eventId.slice(start.length)) ?? [];
  if (qualifier === undefined || position === undefined) return undefined;
  const parts = { qualifier: Number(qualifier), position: Number(position) };
  return googleId(parts.qualifier, parts.position, context, time) === eventId ? parts : undefined;
}

function googleId(qualifier: number, position: number, context: IdContext, time: number): string {
  return `${new Date(time).toISOString()}|${String(qualifier)}|${context.action}|${String(position)}`;
}

/** Lower-case and dashed: what can be rebuilt from its 16 bytes to the letter. */
function isUuid(text: string): boolean {
  if (text.length !== 36) return false;
  for (let index = 0; index < 36; index += 1) {
    const code = text.charCodeAt(index);
    const dash = index === 8 || index === 13 || index === 18 || index === 23;
    if (dash ? code !== 45 : !((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return true;
}
