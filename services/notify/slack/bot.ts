import type { Environment } from '../../platform/config/secret.ts';
import { resolveSecret } from '../../platform/config/secret.ts';
import type { Answer, Channel, RemoteReference } from '../channel.ts';
import type { Item } from '../item.ts';
import type { Reply } from '../outbound/post.ts';
import { answerOf, outboundUrl, post } from '../outbound/post.ts';
import { messageOf, mrkdwn } from './blocks.ts';
import type { SlackBotConfig } from './config.ts';

/** chat.postMessage allows about one message a second and channel (docs.slack.dev, rate limits). */
const SPACING_MS = 1_100;
/** The message is gone, or too old to change: tell it anew. */
const NOT_CHANGEABLE: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'is_inactive',
]);

interface SlackReply {
  readonly ok?: boolean;
  readonly error?: string;
  readonly ts?: string;
  readonly channel?: string;
}

interface CallResult {
  readonly answer: Answer;
  readonly reply?: SlackReply | undefined;
}

type Call = (method: string, body: object) => Promise<CallResult>;

/**
 * One message an incident: changed in place, each change also a line in its thread. Slack knows no idempotency keys: after a crash between
 * sending and noting it, a message may stand there twice.
 * @throws SecretError, OutboundUrlError
 */
export function createSlackBot(config: SlackBotConfig, environment?: Environment): Channel {
  const token = resolveSecret(config.token, environment);
  const base = outboundUrl(config.apiUrl.endsWith('/') ? config.apiUrl : `${config.apiUrl}/`, config);
  const headers = { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` };
  const call: Call = async (method, body) => {
    const reply = await post({ url: new URL(method, base), headers, body: JSON.stringify(body) }, config);
    return slackResult(reply);
  };
  return {
    kind: config.kind,
    policy: config,
    concurrency: 1,
    spacingMs: SPACING_MS,
    target: `${base.host} ${config.channel}`,
    send: (item, remote) =>
      remote?.['ts'] === undefined ? open(call, config.channel, item) : change(call, config.channel, item, remote),
    close() {},
  };
}

async function open(call: Call, channel: string, item: Item): Promise<Answer> {
  const { answer, reply } = await call('chat.postMessage', { channel, ...messageOf(item), unfurl_links: false });
  if (answer.outcome === 'failed') return answer;
  return { ...answer, remote: { ts: reply?.ts ?? '', channel: reply?.channel ?? channel } };
}

/** First the message, which may be changed to the same again and again, then the line below it. */
async function change(call: Call, channel: string, item: Item, remote: RemoteReference): Promise<Answer> {
  const place = remote['channel'] ?? channel;
  const { ts } = remote;
  const update = await call('chat.update', { channel: place, ts, ...messageOf(item) });
  if (NOT_CHANGEABLE.has(update.reply?.error ?? '')) return open(call, channel, item);
  if (update.answer.outcome === 'failed') return update.answer;
  const text = mrkdwn(item.story.news ?? `Now: ${item.story.title}`);
  const { answer } = await call('chat.postMessage', { channel: place, thread_ts: ts, text });
  return answer.outcome === 'failed' ? answer : { ...update.answer, remote };
}

/** Slack answers 200 with `ok: false` for most of what goes wrong. */
function slackResult(reply: Reply): CallResult {
  const answer = answerOf(reply);
  if ('outcome' in reply || answer.outcome === 'failed') return { answer };
  const parsed = parseReply(reply.body);
  if (parsed?.ok === true) return { answer, reply: parsed };
  const reason = parsed === undefined ? 'the answer is not Slack’s' : `Slack says ${parsed.error ?? 'no'}`;
  return { answer: { outcome: 'failed', received: 'no', code: reply.status, reason }, reply: parsed };
}

function parseReply(body: string): SlackReply | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
