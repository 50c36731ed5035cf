import type { Network, Spot } from '../network.ts';
import type { Factor, Person } from '../person.ts';
import type { Random } from '../random.ts';
import type { Recorder } from '../recorder.ts';
import type { Tenant } from '../tenant.ts';

type Parameter =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly boolValue: boolean }
  | { readonly name: string; readonly intValue: string }
  | { readonly name: string; readonly multiValue: readonly string[] };

export interface GoogleEvent {
  readonly type: string;
  readonly name: string;
  readonly parameters?: readonly Parameter[];
}

export interface GoogleActivity {
  readonly tenant: Tenant;
  readonly application: 'login' | 'user_accounts' | 'admin' | 'token';
  readonly time: number;
  /** Absent where Google itself acts (`KEY` / `SYSTEM`). */
  readonly person?: Person;
  readonly spot?: Spot;
  readonly events: readonly GoogleEvent[];
  readonly qualifier?: string;
}

const networkInfos = new WeakMap<Network, Record<string, unknown>>();

function networkInfo(network: Network): Record<string, unknown> {
  let info = networkInfos.get(network);
  if (info === undefined) {
    const { country, subdivision } = network.city;
    info = { ipAsn: [network.asn], regionCode: country, subdivisionCode: subdivision };
    networkInfos.set(network, info);
  }
  return info;
}

const MINUTE = 60_000;

/** Availability lag per kind of event (support.google.com/a/answer/7061566): log-ins minutes, account changes tens of minutes. */
function lag(activity: GoogleActivity, random: Random): number {
  const type = activity.events[0]?.type;
  if (random.chance(0.005)) return random.between(120, 360) * MINUTE;
  if (type === 'account_warning') return random.between(20, 240) * MINUTE;
  if (activity.application === 'user_accounts' || type === '2sv_change') return random.between(15, 45) * MINUTE;
  return random.between(1, 5) * MINUTE;
}

export const qualifierOf = (random: Random): string =>
  `${random.chance(0.6) ? '-' : ''}${String(random.between(1, 9))}${String(random.int(1_000_000_000)).padStart(9, '0')}${String(random.int(1_000_000_000)).padStart(9, '0')}`;

/** An Activity of the Reports API (`admin#reports#activity`). */
export function recordGoogle(recorder: Recorder, activity: GoogleActivity, random: Random): void {
  const { tenant, application, person, spot, events } = activity;
  const time = Math.round(activity.time);
  const qualifier = activity.qualifier ?? qualifierOf(random);
  const raw = {
    kind: 'admin#reports#activity',
    id: {
      time: new Date(time).toISOString(),
      uniqueQualifier: qualifier,
      applicationName: application,
      customerId: tenant.googleCustomerId,
    },
    etag: `"${random.token(27)}/${qualifier.replace('-', '')}"`,
    actor:
      person === undefined
        ? { callerType: 'KEY', key: 'SYSTEM' }
        : { callerType: 'USER', email: person.email, profileId: person.googleId },
    ...(spot === undefined ? {} : { ipAddress: spot.ip }),
    events,
    ...(spot === undefined ? {} : { networkInfo: networkInfo(spot.network) }),
  };
  recorder.add({ source: 'google', stream: application, time, arrivesAt: time + lag(activity, random), raw });
}

/** Google cannot tell a text message from a call: both are the preregistered phone. */
const METHOD: Readonly<Record<Factor, string>> = {
  push: 'google_prompt',
  push_number: 'google_prompt',
  fastpass: 'passkey',
  totp: 'google_authenticator',
  webauthn: 'security_key',
  sms: 'idv_preregistered_phone',
  voice: 'idv_preregistered_phone',
};

export interface GoogleSignIn {
  readonly tenant: Tenant;
  readonly person: Person;
  readonly spot: Spot;
  readonly time: number;
  readonly factor: Factor;
  /** The factor was proven at the identity provider Google trusts. */
  readonly federated?: boolean;
  readonly ends?: 'success' | 'denied';
  readonly suspicious?: boolean;
}

/** A log-in: on success two activities that share time and qualifier, as Google writes them; on failure the verification alone. */
export function googleSignIn(recorder: Recorder, signIn: GoogleSignIn, random: Random): void {
  const { tenant, person, spot, time, factor, ends = 'success' } = signIn;
  const base = { tenant, person, spot, time, application: 'login' as const, qualifier: qualifierOf(random) };
  const federated = signIn.federated === true;
  const type: Parameter = { name: 'login_type', value: federated ? 'saml' : 'google_password' };
  const methods = federated ? ['saml'] : ['password', METHOD[factor]];
  const method: Parameter = { name: 'login_challenge_method', multiValue: [METHOD[factor]] };
  if (!federated) {
    const passed = ends === 'success' ? 'Challenge Passed.' : 'Challenge Failed.';
    const status: Parameter = { name: 'login_challenge_status', value: passed };
    const second: Parameter = { name: 'is_second_factor', boolValue: true };
    const verification = { type: 'login', name: 'login_verification', parameters: [type, method, status, second] };
    recordGoogle(recorder, { ...base, events: [verification] }, random);
  }
  if (ends !== 'success') return;
  const parameters: Parameter[] = [
    type,
    { name: 'login_challenge_method', multiValue: methods },
    { name: 'is_suspicious', boolValue: signIn.suspicious === true },
  ];
  recordGoogle(recorder, { ...base, events: [{ type: 'login', name: 'login_success', parameters }] }, random);
  const byPhone = factor === 'sms' || factor === 'voice';
  if (byPhone && !federated) recorder.usePhone(person.email, 'phone_unspecified', Math.round(time));
}

/** A fact about the account as `login` tells it and `user_accounts` repeats it, up to two seconds apart. */
export function googleAccountChange(
  recorder: Recorder,
  activity: Omit<GoogleActivity, 'application'>,
  random: Random,
): void {
  recordGoogle(recorder, { ...activity, application: 'login' }, random);
  const time = activity.time + random.int(1900);
  recordGoogle(recorder, { ...activity, application: 'user_accounts', time }, random);
}

/** An application authorised for somebody's data: the ordinary traffic of the `token` log. */
export function googleToken(
  recorder: Recorder,
  activity: Omit<GoogleActivity, 'application' | 'events'>,
  random: Random,
): void {
  const parameters: Parameter[] = [
    { name: 'client_id', value: '407408718192-k3v1.apps.googleusercontent.com' },
    { name: 'app_name', value: random.pick(['Slack', 'Zoom', 'Calendar Sync', 'Drive for desktop']) },
    { name: 'client_type', value: 'WEB' },
    { name: 'scope', multiValue: ['https://www.googleapis.com/auth/calendar'] },
  ];
  const events = [{ type: 'auth', name: 'authorize', parameters }];
  recordGoogle(recorder, { ...activity, application: 'token', events }, random);
}
