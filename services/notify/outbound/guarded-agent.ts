import type { Agent } from 'node:http';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';

/** Public by its number and yet inside: Azure's host service (168.63.129.16); networks for benchmarks (RFC 2544). */
const DENIED = ['168.63.129.16', '198.18.0.0/15'];

/** Filters by the address a connection is made to, after the name was resolved: a name that changes its mind gains nothing. */
export function guardedAgent(protocol: string, allowPrivate: boolean): Agent {
  return protocol === 'https:' ? new RequestFilteringHttpsAgent(filterOf(allowPrivate)) : guardedTcp(allowPrivate);
}

export function guardedTcp(allowPrivate: boolean): RequestFilteringHttpAgent {
  return new RequestFilteringHttpAgent(filterOf(allowPrivate));
}

function filterOf(allowPrivate: boolean) {
  return {
    allowPrivateIPAddress: allowPrivate,
    allowMetaIPAddress: false,
    denyIPAddressList: allowPrivate ? [] : DENIED,
    keepAlive: false,
  };
}
