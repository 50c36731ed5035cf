import type { EcsUser, JsonObject, MfaEvent } from '../event.ts';
import { ECS_VERSION } from '../event.ts';
import type { Mutable } from '../mutable.ts';
import type { NormaliseContext } from '../normalise.ts';
import type { PlaceFields } from '../place-ecs.ts';
import type { Stream } from './form.ts';
import { isoTime } from '../iso-time.ts';

export type EventFields = Mutable<MfaEvent['event']>;
export type MutableEvent = Mutable<MfaEvent>;

interface EventParts {
  readonly stream: Stream;
  readonly id: string;
  readonly action: string;
  readonly kind: MfaEvent['event']['kind'];
  readonly category: readonly string[];
  readonly type: readonly string[];
  readonly outcome: MfaEvent['event']['outcome'];
}

const DATASETS: Readonly<Record<Stream, string>> = {
  signin: 'entra.signin',
  audit: 'entra.audit',
  risk: 'entra.risk',
};

export function eventFields(parts: EventParts, context: NormaliseContext): EventFields {
  return {
    kind: parts.kind,
    category: parts.category,
    type: parts.type,
    action: parts.action,
    outcome: parts.outcome,
    id: parts.id,
    module: 'entra',
    dataset: DATASETS[parts.stream],
    provider: 'Microsoft Entra ID',
    created: isoTime(context.fetchedAt),
  };
}

/** The frame every Entra document shares; what a stream adds is assigned to it. */
export function documentOf(
  time: number,
  event: EventFields,
  mfa: MfaEvent['mfa'],
  entra: JsonObject,
  context: NormaliseContext,
): MutableEvent {
  return {
    '@timestamp': isoTime(time),
    ecs: { version: ECS_VERSION },
    event,
    organization: { id: context.tenant },
    mfa,
    entra,
  };
}

export function addPeople(document: MutableEvent, user: EcsUser | undefined, target?: EcsUser): void {
  if (user !== undefined || target !== undefined) {
    document.user = target === undefined ? { ...user } : { ...user, target };
  }
  const names = relatedNames(user, target);
  const ip = document.source?.ip;
  if (names.length === 0 && ip === undefined) return;
  const related: Mutable<NonNullable<MfaEvent['related']>> = {};
  if (names.length > 0) related.user = names;
  if (ip !== undefined) related.ip = [ip];
  document.related = related;
}

function relatedNames(user: EcsUser | undefined, target: EcsUser | undefined): readonly string[] {
  const names: string[] = [];
  for (const name of [user?.id, user?.name, user?.email, target?.id, target?.name, target?.email]) {
    if (name !== undefined && !names.includes(name)) names.push(name);
  }
  return names;
}

export function addPlace(document: MutableEvent, mfa: Mutable<MfaEvent['mfa']>, place: PlaceFields): void {
  if (place.source !== undefined) document.source = place.source;
  if (place.network !== undefined) mfa.network = place.network;
  if (place.provider_geo !== undefined) mfa.provider_geo = place.provider_geo;
}
