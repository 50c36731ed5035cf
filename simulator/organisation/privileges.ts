import { recordGoogle } from './google/activity.ts';
import { recordOkta, userTarget } from './okta/record.ts';
import type { World } from './day.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';

/** The role grants from which a detector may learn who is privileged, in the log of each provider the person has. */
export function recordGrants(world: World, people: readonly Person[], time: number, random: Random): void {
  people
    .filter((person) => person.privileged)
    .forEach((person, index) => recordGrant(world, person, time + index * 1000, random));
}

function recordGrant({ tenant, recorder }: World, person: Person, time: number, random: Random): void {
  if (person.providers.includes('okta')) {
    const debug = { privilegeGranted: 'Super administrator' };
    recordOkta(recorder, { type: 'user.account.privilege.grant', time, debug, target: [userTarget(person)] }, random);
  }
  if (person.providers.includes('entra')) {
    recorder.add({
      source: 'entra',
      stream: 'audit',
      time,
      arrivesAt: time + 300_000,
      raw: roleAudit(person, time, random),
    });
  }
  if (person.providers.includes('google')) {
    const parameters = [{ name: 'USER_EMAIL', value: person.email }];
    const events = [{ type: 'USER_SETTINGS', name: 'GRANT_ADMIN_PRIVILEGE', parameters }];
    recordGoogle(recorder, { tenant, application: 'admin', time, events }, random);
  }
}

function roleAudit(person: Person, time: number, random: Random): Record<string, unknown> {
  const correlationId = random.uuid();
  const role = { displayName: 'Role.DisplayName', oldValue: null, newValue: '"Global Administrator"' };
  return {
    id: `Directory_${correlationId}_${random.token(5).toUpperCase()}_${String(random.int(100_000_000))}`,
    category: 'RoleManagement',
    correlationId,
    result: 'success',
    resultReason: '',
    activityDisplayName: 'Add member to role',
    activityDateTime: new Date(time).toISOString().replace('Z', '1234Z'),
    loggedByService: 'Core Directory',
    operationType: 'Assign',
    userAgent: null,
    initiatedBy: {
      user: null,
      app: { appId: null, displayName: 'MS-PIM', servicePrincipalId: random.uuid(), servicePrincipalName: null },
    },
    targetResources: [
      {
        id: person.entraId,
        displayName: person.name,
        type: 'User',
        userPrincipalName: person.email,
        groupType: null,
        modifiedProperties: [role],
      },
    ],
    additionalDetails: [],
  };
}
