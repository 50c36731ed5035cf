import { tenantId, type TenantId } from '../events/identity.ts';
import type { OrganisationOptions } from './organisation/generate.ts';

/** One organisation of the demo. */
export interface DemoTenant {
  readonly id: TenantId;
  readonly name: string;
  /** For the welcome: what it is and what it signs in with. */
  readonly about: string;
  /** Of all the demo's people. */
  readonly share: number;
  readonly traits: Pick<OrganisationOptions, 'providers' | 'egress' | 'offices'>;
  /** Scenarios kept for the live part, in the order in which they play. */
  readonly attacks: readonly string[];
  readonly lookAlikes: readonly string[];
}

/** In the order in which their histories are read. */
export const DEMO_TENANTS: readonly DemoTenant[] = [
  {
    id: tenantId('kestrel'),
    name: 'Kestrel Custody',
    about: 'holds crypto assets · Okta and Google · Singapore, Sydney',
    share: 0.3,
    traits: { providers: ['okta', 'google'], egress: 'vpn', offices: ['sin', 'syd'] },
    attacks: [
      'cookie-jar-residential',
      'aitm-okta-enrols',
      'sms-downgrade-fastpass',
      'session-id-only',
      'travel-cross-provider',
      'recovery-okta',
      'same-browser-impossible',
      'sms-new-device',
      'verdict-google-cookie',
      'same-browser-one-jump',
    ],
    lookAlikes: ['push-answered-elsewhere', 'vpn-on-and-off', 'sms-never-entered', 'office-home-train'],
  },
  {
    id: tenantId('fjord'),
    name: 'Fjord Energy',
    about: 'Entra · New York, Chicago',
    share: 0.2,
    traits: { providers: ['entra'], egress: 'none', offices: ['nyc', 'chi'] },
    attacks: ['aitm-entra-enrols', 'refresh-token-script', 'travel-simultaneous', 'sms-first-use'],
    lookAlikes: ['icloud-relay', 'microsoft-own-addresses'],
  },
  {
    id: tenantId('acme'),
    name: 'Acme Tools',
    about: 'Okta, Entra and Google · Lisbon, Madrid',
    share: 0.5,
    traits: { providers: ['okta', 'entra', 'google'], egress: 'vpn', offices: ['lis', 'mad'] },
    attacks: [
      'travel-okta',
      'refresh-token-new-app',
      'cookie-jar-behind-vpn',
      'sms-downgrade-webauthn',
      'aitm-okta',
      'travel-google',
      'verdict-entra-aitm',
      'same-browser-entra-refresh',
    ],
    lookAlikes: ['new-laptop', 'wifi-carrier', 'okta-admin-console', 'phone-risk-challenge'],
  },
];

/** The least with whom the smallest organisation can play its parts. */
export const LEAST_PEOPLE = 30;
