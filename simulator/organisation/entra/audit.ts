import type { Spot } from '../network.ts';
import type { Person } from '../person.ts';
import type { Random } from '../random.ts';
import type { Recorder } from '../recorder.ts';
import { entraLocation } from './sign-in.ts';

export interface EntraAudit {
  readonly person: Person;
  readonly time: number;
  readonly spot: Spot;
  readonly activity: string;
  readonly reason: string;
  readonly service: string;
  readonly operation: string;
  readonly details?: readonly { readonly key: string; readonly value: string }[];
}

/** A directory audit of something a person did to their own account. */
export function recordEntraAudit(recorder: Recorder, audit: EntraAudit, random: Random): void {
  const { person, time, spot } = audit;
  const correlationId = random.uuid();
  const raw = {
    id: `${audit.service}_${correlationId}_${random.token(5).toUpperCase()}_${String(random.int(100_000_000))}`,
    category: 'UserManagement',
    correlationId,
    result: 'success',
    resultReason: audit.reason,
    activityDisplayName: audit.activity,
    activityDateTime: new Date(time).toISOString().replace('Z', '1234Z'),
    loggedByService: audit.service,
    operationType: audit.operation,
    userAgent: null,
    initiatedBy: {
      app: null,
      user: {
        id: person.entraId,
        displayName: null,
        userPrincipalName: person.email,
        ipAddress: spot.ip,
        userType: null,
        homeTenantId: null,
        homeTenantName: null,
      },
    },
    targetResources: [
      {
        id: person.entraId,
        displayName: person.name,
        type: 'User',
        userPrincipalName: person.email,
        groupType: null,
        modifiedProperties: [],
      },
    ],
    additionalDetails: audit.details ?? [],
  };
  recorder.add({ source: 'entra', stream: 'audit', time, arrivesAt: time + random.between(2, 8) * 60_000, raw });
}

export interface EntraRisk {
  readonly person: Person;
  readonly time: number;
  readonly spot: Spot;
  readonly type: string;
  readonly level: 'low' | 'medium' | 'high';
  readonly requestId: string;
}

export function recordEntraRisk(recorder: Recorder, risk: EntraRisk, random: Random): void {
  const at = (offset: number): string => new Date(risk.time + offset).toISOString().replace('Z', '0000Z');
  const raw = {
    id: random.hex(32),
    requestId: risk.requestId,
    correlationId: random.uuid(),
    riskEventType: risk.type,
    riskState: 'atRisk',
    riskLevel: risk.level,
    riskDetail: 'none',
    source: 'IdentityProtection',
    detectionTimingType: 'offline',
    activity: 'signin',
    tokenIssuerType: 'AzureAD',
    ipAddress: risk.spot.ip,
    location: entraLocation(risk.spot.network),
    activityDateTime: at(0),
    detectedDateTime: at(60_000),
    lastUpdatedDateTime: at(180_000),
    userId: risk.person.entraId,
    userDisplayName: risk.person.name,
    userPrincipalName: risk.person.email,
    additionalInfo: '[]',
  };
  const arrivesAt = risk.time + random.between(5, 40) * 60_000;
  recorder.add({ source: 'entra', stream: 'risk', time: risk.time, arrivesAt, raw });
}
