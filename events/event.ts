import type { Method, Purpose, StepResult, Strength } from './method.ts';
import type { NetworkClass, NetworkTag } from './place.ts';
import type { TenantId } from './identity.ts';

/** The ECS release the documents follow. */
export const ECS_VERSION = '9.0.0';

export const SOURCES = ['okta', 'entra', 'google_workspace'] as const;
export type Source = (typeof SOURCES)[number];

/** The provider-neutral verb of an event: what the user, an administrator or the provider did. */
export const OPERATIONS = [
  'sign_in',
  'sign_out',
  'sso',
  'evaluate_policy',
  'token_refresh',
  'challenge',
  'verify',
  'enroll',
  'unenroll',
  'update',
  'reset_all',
  'suspend',
  'unsuspend',
  'bypass',
  'recover',
  'password_change',
  'password_reset',
  'recovery_info_change',
  'device_register',
  'device_remove',
  'policy_change',
  'session_change',
  'session_revoke',
  'verdict',
  'report_suspicious',
  'role_grant',
  'role_revoke',
  'lifecycle',
  'consent',
  'token_issue',
  'impersonate',
  'other',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/**
 * Bounded facts a normaliser reads out of a record so that detectors need no provider's field names.
 * One word each; absence means "not said", never "no", except where a pair exists (`bound`/`unbound`, `managed`/`unmanaged`).
 */
export const FACTS = [
  /** Recorded by the phone or authenticator that answered, not by the browser that asked: its address is the responder's. */
  'responder',
  /** The provider's own machinery: jobs, directory and RADIUS agents, consoles' internal calls, system actors. */
  'internal',
  'interactive',
  'non_interactive',
  'service_principal',
  /** Entra token protection: the sign-in session is (not) bound to the device. */
  'bound',
  'unbound',
  /** What the provider knows of the device: enrolled and managed / compliant, or known and not. */
  'managed',
  'unmanaged',
  /** The device identity is proven by hardware (FastPass hardware-protected key, PRT on a joined device, token binding). */
  'hardware_bound',
  'refresh_token',
  'primary_refresh_token',
  'device_code',
  'authentication_transfer',
  'legacy_auth',
  /** The provider says this row repeats what an earlier token already proved. */
  'satisfied_by_claim',
  /** The first factor was proven; then the sign-in stopped at the second (not passed, not registered, denied, ignored). */
  'stopped_at_mfa',
  /** The first factor was proven and policy then blocked the sign-in (e.g. Conditional Access 53003). */
  'blocked_by_policy',
  'bad_credentials',
  /** Provider verdicts. */
  'verdict_stolen_session',
  'verdict_aitm',
  'verdict_travel',
  'verdict_anonymous_ip',
  'verdict_suspicious',
  'verdict_attack',
  'verdict_leaked_password',
  'verdict_compromised',
  'verdict_dismissed',
  'new_device',
  'new_network',
  'privileged_role',
  'guest',
  /** A technician of a service provider in the customer's tenant (Entra `crossTenantAccessType: serviceProvider`). */
  'service_provider_technician',
  'admin_console',
  /** The user's own act (self-service), as opposed to an administrator's. */
  'self_service',
] as const;
export type Fact = (typeof FACTS)[number];

/** One authentication step. Judge steps, not rows: a row may hold a denial and a success. */
export interface Step {
  /** Position in the record. */
  readonly index: number;
  /** ISO 8601 UTC, ms. */
  readonly time: string;
  readonly method: Method;
  /** The provider's own word, kept as it came. */
  readonly method_raw?: string;
  readonly purpose: Purpose;
  readonly result: StepResult;
  readonly strength: Strength;
  readonly phishing_resistant?: boolean;
  /** E.g. a masked phone number or the authenticator's device name; never a full number (I9). */
  readonly detail?: string;
}

/** ECS plus `mfa.*`: what is stored, indexed and shown. Nested JSON; times are ISO 8601 UTC with milliseconds. */
export interface MfaEvent {
  readonly '@timestamp': string;
  readonly ecs: { readonly version: string };
  readonly message?: string;
  readonly event: {
    readonly kind: 'event' | 'alert';
    readonly category: readonly string[];
    readonly type: readonly string[];
    /** The provider's own event type, e.g. `user.session.start`; for Entra sign-ins `signin.interactiveUser` and the like. */
    readonly action: string;
    readonly outcome: 'success' | 'failure' | 'unknown';
    /** Stored identity, unique per tenant and source (Google: application in front). See identity.ts. */
    readonly id: string;
    readonly module: Source;
    /** `okta.system` · `entra.signin|audit|risk` · `google_workspace.login|user_accounts|admin|token|saml|alert|other`. */
    readonly dataset: string;
    readonly provider: string;
    /** When it was fetched. */
    readonly created: string;
    readonly code?: string;
    readonly reason?: string;
    readonly severity?: number;
  };
  readonly organization: { readonly id: TenantId };
  readonly user?: EcsUser & { readonly target?: EcsUser };
  readonly source?: {
    readonly ip?: string;
    readonly address?: string;
    readonly as?: { readonly number?: number; readonly organization?: { readonly name: string } };
    readonly geo?: EcsGeo;
  };
  readonly user_agent?: {
    readonly original?: string;
    readonly name?: string;
    readonly os?: { readonly name?: string };
    readonly device?: { readonly name?: string };
  };
  readonly device?: {
    readonly id?: string;
    readonly manufacturer?: string;
    readonly model?: { readonly name: string };
  };
  readonly host?: { readonly name?: string; readonly os?: { readonly name?: string; readonly version?: string } };
  readonly service?: { readonly id?: string; readonly name?: string };
  readonly related?: { readonly user?: readonly string[]; readonly ip?: readonly string[] };
  readonly mfa: {
    readonly operation: Operation;
    readonly facts: readonly Fact[];
    readonly steps: readonly Step[];
    /** Version rank of this copy of the record: the highest wins everywhere (rank.ts). */
    readonly rank: number;
    /** Hashed (I9); equal inputs give equal hashes, so they still join. */
    readonly session?: { readonly id?: string; readonly root_id?: string };
    /** Ties the records of one authentication flow together (Okta authnRequestId, Entra correlationId). */
    readonly flow?: { readonly id: string };
    readonly device?: {
      /** Hash of the browser's device token (Okta dtHash) or of Entra's browserId. */
      readonly token?: string;
      readonly fingerprint?: string;
      readonly name?: string;
      /** OS and browser family without versions: `windows`, `chrome`. */
      readonly os_family?: string;
      readonly browser_family?: string;
    };
    readonly network?: {
      readonly class: NetworkClass;
      readonly operator?: string;
      readonly class_source?: string;
      readonly tag?: NetworkTag;
      readonly prefix: string;
      /** Accuracy radius of `source.geo`, km. */
      readonly accuracy_km?: number;
    };
    /** What the provider itself said about the place, when it did; comparable only with the same provider's. */
    readonly provider_geo?: EcsGeo;
    readonly factor?: { readonly method?: Method; readonly detail?: string };
    /** Verdict name as the provider gives it (riskEventType, threat detection, account warning). */
    readonly verdict?: string;
    readonly role?: string;
  };
  /** The provider's own fields worth keeping beside ECS, under the names of Elastic's packages. */
  readonly okta?: JsonObject;
  readonly entra?: JsonObject;
  readonly google_workspace?: JsonObject;
}

export interface EcsUser {
  /** The provider's immutable id. */
  readonly id?: string;
  /** As the provider writes it, lower-cased address where it is one. */
  readonly name?: string;
  readonly email?: string;
  readonly full_name?: string;
}

export interface EcsGeo {
  readonly city_name?: string;
  readonly region_name?: string;
  readonly country_iso_code?: string;
  readonly country_name?: string;
  readonly postal_code?: string;
  readonly timezone?: string;
  readonly location?: { readonly lat: number; readonly lon: number };
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue | undefined };
