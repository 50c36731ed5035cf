import type { Receiver } from '../../../test/support/receiver.ts';
import { startReceiver, status } from '../../../test/support/receiver.ts';
import { answerOf, outboundUrl, post, retryAfterMs } from './post.ts';

const OPEN = { allowPrivate: true, allowHttp: true, timeout: 400 };
let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

async function send(options = OPEN, url = receiver.url) {
  return answerOf(await post({ url: new URL(url), headers: { 'content-type': 'text/plain' }, body: 'hello' }, options));
}

describe('post', () => {
  test('a receiver · takes it · delivered with its status', async () => {
    await expect(send()).resolves.toEqual({ outcome: 'delivered', code: 204 });
    expect(receiver.received[0]?.body).toBe('hello');
  });

  test('a receiver · 429 with Retry-After · not received, and how long to wait', async () => {
    receiver.behave = status(429, { 'retry-after': '7' });
    await expect(send()).resolves.toMatchObject({ received: 'no', code: 429, retryAfterMs: 7_000 });
  });

  test.each([
    [500, 'no'],
    [502, 'unknown'],
    [504, 'unknown'],
  ])('a receiver · %i · received: %s', async (code, received) => {
    receiver.behave = status(code);
    await expect(send()).resolves.toMatchObject({ outcome: 'failed', received, code });
  });

  test('a receiver · redirects · not followed', async () => {
    const other = await startReceiver();
    receiver.behave = status(302, { location: other.url });
    await expect(send()).resolves.toMatchObject({ outcome: 'failed', code: 302 });
    expect(other.received).toHaveLength(0);
    await other.close();
  });

  test('a receiver · hangs · unknown after the timeout', async () => {
    receiver.behave = () => undefined;
    await expect(send()).resolves.toEqual({ outcome: 'failed', received: 'unknown', reason: 'no answer within 0.4 s' });
  });

  test('a receiver · drips its answer for ever · cut off', async () => {
    receiver.behave = (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    };
    await expect(send()).resolves.toMatchObject({ outcome: 'failed', received: 'unknown' });
  });

  test('a receiver · answers without end at full speed · read up to 64 KB', async () => {
    receiver.behave = (response) => {
      response.writeHead(200);
      for (let at = 0; at < 200; at++) response.write('x'.repeat(64_000));
    };
    await expect(send()).resolves.toEqual({ outcome: 'delivered', code: 200 });
  });

  test('a receiver · resets the connection · unknown', async () => {
    receiver.behave = (_response, _received, request) => request.socket.destroy();
    await expect(send()).resolves.toMatchObject({ received: 'unknown', reason: 'ECONNRESET' });
  });

  test('a receiver · speaks no TLS · not received', async () => {
    await expect(send(OPEN, receiver.url.replace('http:', 'https:'))).resolves.toMatchObject({ received: 'no' });
  });

  test('a receiver · is away · not received', async () => {
    const gone = await startReceiver();
    await gone.close();
    await expect(send(OPEN, gone.url)).resolves.toMatchObject({ received: 'no', reason: 'ECONNREFUSED' });
  });

  test.each([
    (port: number) => `http://127.0.0.1:${String(port)}/`,
    (port: number) => `http://localhost:${String(port)}/`,
    (port: number) => `http://[::ffff:127.0.0.1]:${String(port)}/`,
    (port: number) => `http://2130706433:${String(port)}/`,
    () => 'http://169.254.169.254/latest/meta-data',
    () => 'http://168.63.129.16/',
    () => 'http://10.0.0.1/',
    () => 'http://[fd00:ec2::254]/',
    () => 'http://0.0.0.0/',
  ])('an internal address · not allowed · nothing is sent (%#)', async (url) => {
    const answer = await send({ ...OPEN, allowPrivate: false }, url(receiver.port));
    const reason = 'the address is private or internal (allowPrivate permits it)';
    expect(answer).toEqual({ outcome: 'failed', received: 'no', reason });
    expect(receiver.received).toHaveLength(0);
  });
});

describe('outboundUrl', () => {
  test.each(['http://example.com/', 'ftp://example.com/', 'https://a:b@example.com/', 'nonsense'])(
    '%s · refused',
    (url) => {
      expect(() => outboundUrl(url, { allowHttp: false })).toThrow(
        expect.objectContaining({ code: 'MFAW_OUTBOUND_URL' }),
      );
    },
  );
});

describe('retryAfterMs', () => {
  test.each([
    ['5', 5_000],
    [new Date(60_000).toUTCString(), 60_000],
    ['99999999', 3_600_000],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s · %s ms', (header, expected) => {
    expect(retryAfterMs(header, 0)).toBe(expected);
  });
});
