import type { Source } from '../../events/event.ts';
import type { Observation } from '../../events/observation.ts';
import { personName } from './person-name.ts';

/** Queries to paste into the provider's console; one per provider the evidence came from. */
export interface Pivots {
  /** Okta System Log search. It cannot filter on time: the console's own from/to fields do that (`mfa.alert.first_event`, `last_event`). */
  readonly okta?: string;
  /** Kusto, for Entra sign-in and audit logs in Log Analytics or Sentinel. */
  readonly kql?: string;
  /** Admin console › Reporting › Audit and investigation. */
  readonly google?: string;
}

/** Room around the evidence, so that what led up to it is on the page too. */
const MARGIN_MS = 3_600_000;

export function pivots(user: string, trigger: Observation, events: readonly Observation[]): Pivots {
  const from = (source: Source): readonly Observation[] =>
    [trigger, ...events].filter((event) => event.source === source);
  const [okta, entra, google] = [from('okta'), from('entra'), from('google_workspace')];
  return {
    ...(okta.length === 0 ? {} : { okta: oktaQuery(user, okta) }),
    ...(entra.length === 0 ? {} : { kql: kqlQuery(user, entra) }),
    ...(google.length === 0 ? {} : { google: googleSearch(user, google) }),
  };
}

function oktaQuery(user: string, events: readonly Observation[]): string {
  const id = events.find(({ userId }) => userId !== undefined)?.userId;
  return id === undefined
    ? `actor.alternateId eq ${quoted(nameIn(user, events))}`
    : `actor.id eq ${quoted(id)} or target.id eq ${quoted(id)}`;
}

function kqlQuery(user: string, events: readonly Observation[]): string {
  const [from, to] = period(events);
  const audited = events.some(({ dataset }) => dataset === 'entra.audit');
  return [
    `union isfuzzy=true SigninLogs, AADNonInteractiveUserSignInLogs${audited ? ', AuditLogs' : ''}`,
    `| where TimeGenerated between (datetime(${from}) .. datetime(${to}))`,
    `| where ${kqlPerson(user, events, audited)}`,
    `| project TimeGenerated, ${audited ? 'Type, OperationName, ' : ''}Id, AppDisplayName, IPAddress, Location, SessionId, ResultType, AuthenticationDetails${audited ? ', InitiatedBy, TargetResources' : ''}`,
    '| order by TimeGenerated asc',
  ].join('\n');
}

/** Audit rows hold their people in two nested columns; sign-in rows in `UserId`. */
function kqlPerson(user: string, events: readonly Observation[], audited: boolean): string {
  const id = events.find(({ userId }) => userId !== undefined)?.userId;
  const name = quoted(id ?? nameIn(user, events));
  const signIns = id === undefined ? `UserPrincipalName =~ ${name}` : `UserId == ${name}`;
  return audited ? `${signIns} or tostring(TargetResources) has ${name} or tostring(InitiatedBy) has ${name}` : signIns;
}

/** Every name the evidence has for the user: a renamed account wrote its log under both. */
function googleSearch(user: string, events: readonly Observation[]): string {
  const [from, to] = period(events);
  const log = events.some(({ dataset }) => dataset === 'google_workspace.admin')
    ? 'Admin log events'
    : 'User log events';
  const names = [...new Set(events.map((event) => plain(personName(user, event))))].join(' or ');
  return `${log}: Actor is ${names}; Date after ${from}; Date before ${to}`;
}

function nameIn(user: string, events: readonly Observation[]): string {
  return events[0] === undefined ? user : personName(user, events[0]);
}

function period(events: readonly Observation[]): [from: string, to: string] {
  const times = events.map(({ time }) => time);
  return [
    new Date(Math.min(...times) - MARGIN_MS).toISOString(),
    new Date(Math.max(...times) + MARGIN_MS).toISOString(),
  ];
}

/** Nothing in an id may end the literal, or the line: ids come from logs. Okta's and Kusto's literals escape as JSON's do. */
function quoted(value: string): string {
  return JSON.stringify(value);
}

/** For a search that is typed, not parsed: on one line, without what separates its terms. */
function plain(value: string): string {
  return value.replace(/[\p{Cc};]+/gu, ' ');
}
