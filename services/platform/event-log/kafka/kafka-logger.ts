import kafkajs from 'kafkajs';
import type { logCreator } from 'kafkajs';
import type { Logger } from 'pino';

const { logLevel } = kafkajs;

/** What passes by itself while brokers and coordinators come up or move: of interest only to whoever looks for it. */
const PASSING =
  /coordinator is (?:loading|not available)|not aware of this member|rebalanc|leadership election|another concurrent operation on the same transaction|Connection (?:error|timeout)|not the correct coordinator/i;

/** kafkajs's log as lines of ours; without a logger, nothing. Its info is our debug: it speaks of every join and connection. */
export function kafkaLogger(logger: Logger | undefined): logCreator {
  const kafka = logger?.child({ part: 'kafka' });
  return () =>
    ({ level, namespace, log: { message, error } }) => {
      const line = { namespace, ...(typeof error === 'string' && { error }) };
      // What a broker answers to a request comes to whoever asked, who tries again or says it in an operator's words.
      const isOurs = namespace === 'Connection' || PASSING.test(`${message} ${String(error)}`);
      if (level === logLevel.ERROR && !isOurs) kafka?.warn(line, message);
      else kafka?.debug(line, message);
    };
}
