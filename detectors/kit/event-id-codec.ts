import type { Source } from '../../events/event.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/**
 * Event ids are most of a timeline's bytes. A UUID (Okta, Entra) is 16 bytes instead of 36; a Google id
 * `<time>|<qualifier>|<name>|<position>` is its qualifier and position, for time and name stand in the observation already.
 */
const FORM = { text: 0, uuid: 1, google: 2 } as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const GOOGLE = /^(-?\d{1,15})\|(.*)\|(\d{1,6})$/s;

export interface IdContext {
  readonly source: Source;
  readonly dataset: string;
  readonly action: string;
  readonly time: number;
}

export function writeEventId(writer: ByteWriter, eventId: string, context: IdContext): void {
  if (UUID.test(eventId)) {
    writer.byte(FORM.uuid);
    writer.hex(eventId.replaceAll('-', ''));
    return;
  }
  const google = context.source === 'google_workspace' ? googleParts(eventId, context) : undefined;
  if (google !== undefined) {
    writer.byte(FORM.google);
    writer.signed(google.qualifier);
    writer.unsigned(google.position);
    return;
  }
  writer.byte(FORM.text);
  writer.text(eventId);
}

export function readEventId(reader: ByteReader, context: IdContext): string {
  const form = reader.byte();
  if (form === FORM.uuid) return dashed(reader.hex(16));
  if (form === FORM.google) return googleId(reader.signed(), reader.unsigned(), context);
  return reader.text();
}

function googleParts(eventId: string, context: IdContext): { qualifier: number; position: number } | undefined {
  const start = `${new Date(context.time).toISOString()}|`;
  if (!eventId.startsWith(start)) return undefined;
  const [, qualifier, , position] = GOOGLE.exec(eventId.slice(start.length)) ?? [];
  if (qualifier === undefined || position === undefined) return undefined;
  const parts = { qualifier: Number(qualifier), position: Number(position) };
  return googleId(parts.qualifier, parts.position, context) === eventId ? parts : undefined;
}

function googleId(qualifier: number, position: number, context: IdContext): string {
  return `${new Date(context.time).toISOString()}|${String(qualifier)}|${context.action}|${String(position)}`;
}

function dashed(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
