import { Webhook } from 'standardwebhooks';
import type { Environment } from '../../platform/config/secret.ts';
import { resolveSecret } from '../../platform/config/secret.ts';
import type { Channel } from '../channel.ts';
import { answerOf, outboundUrl, post } from '../outbound/post.ts';
import type { WebhookConfig } from './config.ts';
import { payloadOf } from './payload.ts';

const CONCURRENCY = 4;

/**
 * Standard Webhooks (standardwebhooks.com): `webhook-id` is the idempotency key, the same for every repetition of the same body.
 * @throws SecretError, OutboundUrlError
 */
export function createWebhook(config: WebhookConfig, now: () => number, environment?: Environment): Channel {
  const url = outboundUrl(resolveSecret(config.url, environment), config);
  const signers = config.secrets.map((secret) => new Webhook(resolveSecret(secret, environment)));
  return {
    kind: config.kind,
    policy: config,
    concurrency: CONCURRENCY,
    spacingMs: 0,
    target: url.host,
    async send(item) {
      const body = JSON.stringify(payloadOf(item));
      const time = new Date(now());
      const headers = {
        'content-type': 'application/json',
        'webhook-id': item.key,
        'webhook-timestamp': String(Math.floor(time.getTime() / 1_000)),
        'webhook-signature': signers.map((signer) => signer.sign(item.key, time, body)).join(' '),
      };
      return answerOf(await post({ url, headers, body }, config));
    },
    close() {},
  };
}
