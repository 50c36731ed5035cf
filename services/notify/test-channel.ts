import { hashId } from '../../events/identity.ts';
import type { Answer, Channel } from './channel.ts';
import type { Item } from './item.ts';

/** Sends one item marked as a test, outside of the outbox, and gives back what the receiver answered. */
export async function testChannel(channel: Channel, now: number = Date.now()): Promise<Answer> {
  return channel.send(testItem(channel.policy.id, now), undefined);
}

function testItem(channel: string, now: number): Item {
  const at = new Date(now).toISOString();
  return {
    key: `msg_${hashId(`test|${channel}|${at}`)}`,
    kind: 'test',
    at,
    tenant: 'test',
    subject: 'test',
    revision: 1,
    story: {
      severity: 'low',
      title: 'Test of mfawatch: nothing happened',
      who: 'nobody',
      organisation: 'mfawatch',
      what: `If you read this, incidents can reach you through the channel "${channel}".`,
      evidence: [],
      when: at,
    },
  };
}
