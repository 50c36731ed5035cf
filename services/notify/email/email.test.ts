import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Channel } from '../channel.ts';
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
    severity: 'high',
    title: 'Session used elsewhere\r\nBcc: victim@example.com',
    who: 'Jane Doe',
    organisation: 'Acme Ltd',
    what: '<script>alert(1)</script>',
    evidence: ['20 Nov 12:50 +01:00 · place'],
    when: '20 Nov 12:50 +01:00',
  },
};

const mails: { readonly text: string; readonly to: readonly string[] }[] = [];
let refusal: number | undefined;
let server: SMTPServer;
let channel: Channel;

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ text: Buffer.concat(chunks).toString('utf8'), to });
        if (refusal === undefined) return callback();
        return callback(Object.assign(new Error('later'), { responseCode: refusal }));
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  channel = email({ allowPrivate: true });
});

afterAll(async () => {
  channel.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

beforeEach(() => {
  mails.length = 0;
  refusal = undefined;
});

function email(more: object): Channel {
  const { port } = server.server.address() as AddressInfo;
  const base = {
    kind: 'email',
    id: 'soc',
    host: '127.0.0.1',
    port,
    from: 'mfawatch@acme.example',
    to: ['soc@acme.example'],
  };
  return createChannel(channelSchema.parse({ ...base, allowHttp: true, timeout: '2s', ...more }));
}

describe('e-mail', () => {
  test('an incident · opens and is resolved · one thread', async () => {
    const opened = await channel.send(ITEM, undefined);
    expect(opened).toEqual({ outcome: 'delivered', code: 250, remote: { thread: '<msg_1@acme.example>' } });
    const remote = opened.outcome === 'delivered' ? opened.remote : undefined;
    await channel.send({ ...ITEM, key: 'msg_2', kind: 'resolved' }, remote);
    expect(mails[0]?.text).toContain('Message-ID: <msg_1@acme.example>');
    expect(mails[1]?.text).toContain('In-Reply-To: <msg_1@acme.example>');
    expect(mails[1]?.text).toContain('References: <msg_1@acme.example>');
  });

  test('a title · holds line ends · no header and no recipient more', async () => {
    await channel.send(ITEM, undefined);
    const [headers = ''] = mails[0]!.text.split('\r\n\r\n');
    expect(headers).toContain('Subject: ');
    expect(headers).not.toMatch(/^Bcc:/im);
    expect(mails[0]?.to).toEqual(['soc@acme.example']);
  });

  test('a text · holds HTML · shown, not run', async () => {
    await channel.send(ITEM, undefined);
    const [, page = ''] = mails[0]!.text.split('text/html');
    expect(page).not.toContain('<script>');
  });

  test('a server · refuses for now · not received', async () => {
    refusal = 451;
    await expect(channel.send(ITEM, undefined)).resolves.toMatchObject({
      outcome: 'failed',
      received: 'no',
      code: 451,
    });
  });

  test('a server · inside, and that is not allowed · nothing is sent', async () => {
    const guarded = email({});
    const reason = 'the address is private or internal (allowPrivate permits it)';
    await expect(guarded.send(ITEM, undefined)).resolves.toMatchObject({ outcome: 'failed', received: 'no', reason });
    expect(mails).toHaveLength(0);
  });

  test('a server · offers no TLS, and plain text is not allowed · nothing is sent', async () => {
    const strict = email({ allowPrivate: true, allowHttp: false });
    await expect(strict.send(ITEM, undefined)).resolves.toMatchObject({ outcome: 'failed', received: 'no' });
    expect(mails).toHaveLength(0);
  });
});
