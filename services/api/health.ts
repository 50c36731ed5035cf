import type { Request, RequestHandler, Response } from 'express';
import { TOPICS } from '../records/index.ts';
import { authenticate } from './authenticate.ts';
import type { ApiDeps } from './deps.ts';
import type { FailureBudget } from './keys/failure-budget.ts';
import { Problem } from './problem.ts';

/** How long the log and the store may take to answer before they count as away. */
const PATIENCE_MS = 2_000;

/** The process answers: what a supervisor restarts on. */
export const livez: RequestHandler = (_request, response) => {
  response.set('Cache-Control', 'no-store').json({ status: 'ok' });
};

/** Whether requests and records are handled; 503 names what is not ready. */
export function readyz(deps: ApiDeps): RequestHandler {
  return async (_request, response) => {
    const checks = await readiness(deps);
    const isReady = Object.values(checks).every((check) => check === 'ok');
    response.status(isReady ? 200 : 503).set('Cache-Control', 'no-store');
    response.json({ status: isReady ? 'ok' : 'not ready', checks });
  };
}

async function readiness({ log, store, stages }: ApiDeps): Promise<Readonly<Record<string, string>>> {
  const [logCheck, storeCheck] = await Promise.all([check(log.endOffsets(TOPICS.raw)), check(store.ping())]);
  const stageChecks = Object.entries(stages()).map(([name, { state }]) => [
    name,
    state === 'running' || state === 'waiting' ? 'ok' : state,
  ]);
  return { log: logCheck, store: storeCheck, ...(Object.fromEntries(stageChecks) as Record<string, string>) };
}

async function check(answer: Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, 'no answer');
  });
  try {
    return await Promise.race([
      answer.then(
        () => 'ok',
        () => 'unavailable',
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Prometheus text, for the machine itself and for keys with the role `metrics` or `admin`. A request that came through a proxy is not
 * the machine's own, wherever the proxy runs; nor is one for a name, with which a web page could have led a browser here (DNS rebinding).
 */
export function metricsHandler(deps: ApiDeps, budget: FailureBudget): RequestHandler {
  return async (request, response: Response) => {
    if (!isLocal(request)) {
      const { role } = await authenticate(request, deps, budget);
      if (role !== 'metrics' && role !== 'admin')
        throw new Problem('MFAW_FORBIDDEN', `this takes the role metrics; this key is for ${role}`);
    }
    response.type(deps.metrics.contentType).set('Cache-Control', 'no-store');
    response.send(await deps.metrics.metrics());
  };
}

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;
const LOCAL_HOST = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|localhost)(?::\d+)?$/i;
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

function isLocal(request: Request): boolean {
  const peer = request.socket.remoteAddress ?? '';
  return (
    LOOPBACK.test(peer) &&
    LOCAL_HOST.test(request.get('Host') ?? '') &&
    PROXY_HEADERS.every((name) => request.get(name) === undefined)
  );
}
