import { randomBytes } from 'node:crypto';

/** Addresses of servers others may use as well. */
export interface Servers {
  readonly brokers: readonly string[];
  readonly elasticsearch: string;
}

/** Where one installation lies on them: whatever it makes there has a name that begins with the prefix. */
export interface Place extends Servers {
  readonly prefix: string;
}

export function newPlace({ brokers, elasticsearch }: Servers, name: string): Place {
  return { brokers, elasticsearch, prefix: `${name}-${randomBytes(4).toString('hex')}` };
}

/** As topics and groups of an installation are called on the brokers. */
export function topicPrefix({ prefix }: Place): string {
  return `${prefix}.`;
}

/** The part of a configuration that says where log and Store are. */
export function serverSettings(place: Place): {
  readonly kafka: { readonly brokers: readonly string[]; readonly prefix: string };
  readonly elasticsearch: { readonly node: string; readonly prefix: string; readonly replicas: number };
} {
  const { brokers, elasticsearch, prefix } = place;
  return {
    kafka: { brokers, prefix: topicPrefix(place) },
    elasticsearch: { node: elasticsearch, prefix, replicas: 0 },
  };
}
