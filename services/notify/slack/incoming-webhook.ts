import type { Environment } from '../../platform/config/secret.ts';
import { resolveSecret } from '../../platform/config/secret.ts';
import type { Channel } from '../channel.ts';
import { answerOf, outboundUrl, post } from '../outbound/post.ts';
import { messageOf } from './blocks.ts';
import type { SlackWebhookConfig } from './config.ts';

const SPACING_MS = 1_100;

/**
 * Posts each item as a message of its own: what was posted this way can neither be changed nor threaded. May repeat one after a crash.
 * @throws SecretError, OutboundUrlError
 */
export function createSlackWebhook(config: SlackWebhookConfig, environment?: Environment): Channel {
  const url = outboundUrl(resolveSecret(config.url, environment), config);
  return {
    kind: config.kind,
    policy: config,
    concurrency: 1,
    spacingMs: SPACING_MS,
    target: url.host,
    async send(item) {
      const body = JSON.stringify(messageOf(item));
      return answerOf(await post({ url, headers: { 'content-type': 'application/json' }, body }, config));
    },
    close() {},
  };
}
