import type { Receiver } from '../../../test/support/receiver.ts';
import { startReceiver, status } from '../../../test/support/receiver.ts';
import { channelSchema } from '../channel-config.ts';
import { createChannel } from '../create-channel.ts';
import type { Item } from '../item.ts';

const ITEM: Item = {
  key: 'msg_1',
  kind: 'opened',
  at: '2026-11-20T12:00:00.000Z',
  tenant: 'acme',
  subject: '202611-incident1',
  revision: 1,
  story: {
    severity: 'critical',
    title: 'Session <!channel> & more',
    who: 'Jane Doe',
    organisation: 'Acme Ltd',
    what: 'x'.repeat(4_000),
    news: 'Changed: now 2 active alerts.',
    evidence: ['one <https://evil.example|click>'],
    when: '20 Nov 12:50 +01:00',
    link: 'https://mfawatch.example/incidents/1',
  },
};

const ok = status(200, {}, JSON.stringify({ ok: true, ts: '1.2', channel: 'C1' }));
const no = (error: string) => status(200, {}, JSON.stringify({ ok: false, error }));
let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver(ok);
});
afterEach(() => receiver.close());

function bot() {
  const config = { kind: 'slack', id: 'ops', token: { env: 'TOKEN' }, channel: 'C1', apiUrl: receiver.url };
  const parsed = channelSchema.parse({ ...config, allowPrivate: true, allowHttp: true });
  return createChannel(parsed, () => Date.now(), { TOKEN: 'xoxb-1' });
}

const calls = (): string[] => receiver.received.map(({ path }) => path);

describe('Slack bot', () => {
  test('an incident · opens · one message, its place kept', async () => {
    await expect(bot().send(ITEM, undefined)).resolves.toMatchObject({
      outcome: 'delivered',
      remote: { ts: '1.2', channel: 'C1' },
    });
    expect(calls()).toEqual(['/chat.postMessage']);
    expect(receiver.received[0]?.headers.authorization).toBe('Bearer xoxb-1');
  });

  test('texts of a provider · hold Slack’s control characters · mention nobody and link nowhere', async () => {
    await bot().send(ITEM, undefined);
    const { body } = receiver.received[0]!;
    expect(JSON.parse(body)).toMatchObject({ text: expect.stringContaining('&lt;!channel&gt;') as string });
    expect(body).not.toContain('<https://evil');
    const { blocks } = JSON.parse(body) as { blocks: { text: { type: string; text: string; verbatim?: boolean } }[] };
    for (const { text } of blocks) expect(text.type === 'plain_text' || text.verbatim).toBe(true);
    for (const block of blocks) expect(block.text.text.length).toBeLessThanOrEqual(3_000);
  });

  test('an incident · changes · its message is changed and a line is in the thread', async () => {
    await bot().send({ ...ITEM, kind: 'updated' }, { ts: '1.2', channel: 'C1' });
    expect(calls()).toEqual(['/chat.update', '/chat.postMessage']);
    expect(JSON.parse(receiver.received[1]!.body)).toMatchObject({
      thread_ts: '1.2',
      text: 'Changed: now 2 active alerts.',
    });
  });

  test('an incident · changes after its message was deleted · a new message', async () => {
    receiver.behave = (response, received, request) =>
      (received.path === '/chat.update' ? no('message_not_found') : ok)(response, received, request);
    await expect(bot().send({ ...ITEM, kind: 'updated' }, { ts: '0.1', channel: 'C1' })).resolves.toMatchObject({
      remote: { ts: '1.2' },
    });
  });

  test.each([
    ['ok: false', no('channel_not_found'), { received: 'no', reason: 'Slack says channel_not_found' }],
    ['a rate limit', status(429, { 'retry-after': '30' }), { received: 'no', code: 429, retryAfterMs: 30_000 }],
    ['something else', status(200, {}, '<html>'), { received: 'no', reason: 'the answer is not Slack’s' }],
  ])('Slack · answers %s · failed', async (_name, behave, expected) => {
    receiver.behave = behave;
    await expect(bot().send(ITEM, undefined)).resolves.toMatchObject({ outcome: 'failed', ...expected });
  });
});

describe('Slack incoming webhook', () => {
  test('an incident · changes · a message of its own', async () => {
    const config = { kind: 'slack-webhook', id: 'ops', url: receiver.url, allowPrivate: true, allowHttp: true };
    const channel = createChannel(channelSchema.parse(config));
    await expect(channel.send({ ...ITEM, kind: 'resolved' }, undefined)).resolves.toMatchObject({
      outcome: 'delivered',
    });
    expect(receiver.received[0]?.body).toContain('Resolved: ');
  });
});
