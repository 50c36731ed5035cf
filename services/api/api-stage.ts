import type { Express } from 'express';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Stage, StageStatus } from '../platform/stage.ts';
import { createApi, createHealth } from './app.ts';
import type { ApiDeps } from './deps.ts';

export interface ApiStageOptions extends ApiDeps {
  /** Loopback unless the owner says otherwise. */
  readonly host?: string;
  /** 0: any that is free. */
  readonly port: number;
}

export interface ApiStage extends Stage {
  /** `http://127.0.0.1:8686`; known once started. */
  readonly url: string;
}

/** How long requests under way may take once the stage stops, ms; then their connections are closed. */
const GRACE_MS = 10_000;
/** Longer than load balancers keep theirs, so that they close first. */
const KEEP_ALIVE_MS = 65_000;

/** API and page. */
export function createApiStage(options: ApiStageOptions): ApiStage {
  return httpStage('api', createApi(options), options);
}

/** Of a process without the API: whether it lives, is ready, and its metrics. */
export function createHealthStage(options: ApiStageOptions): ApiStage {
  return httpStage('health', createHealth(options), options);
}

/** The HTTP server as a stage: it listens, and stops by letting requests under way finish. */
function httpStage(name: string, app: Express, { host = '127.0.0.1', port, logger }: ApiStageOptions): ApiStage {
  const server = createServer(app);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  let state: StageStatus['state'] = 'starting';
  let url = '';
  let fail: (error: unknown) => void = () => undefined;
  let finish: () => void = () => undefined;
  const stopped = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  stopped.catch(() => undefined);
  return {
    name,
    stopped,
    get url() {
      return url;
    },
    async start() {
      await listen(server, port, host);
      server.on('error', fail);
      url = urlOf(server.address() as AddressInfo);
      state = 'running';
      logger.info({ url, serves: name }, 'listening');
    },
    async stop() {
      state = 'stopped';
      await close(server);
      finish();
    },
    status: () => ({ state, ...(url === '' ? {} : { detail: url }) }),
  };
}

/** @throws ListenError that says what to do */
function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      reject(new ListenError(host, port, error));
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      server.closeAllConnections();
    }, GRACE_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function urlOf({ address, port, family }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${String(port)}`;
}

export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly code = 'MFAW_LISTEN';

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    const why =
      cause.code === 'EADDRINUSE'
        ? 'another program listens there: choose another http.port, or give this process its own by --listen'
        : cause.code === 'EACCES'
          ? 'this user may not: choose an http.port of 1024 or more'
          : cause.message;
    super(`cannot listen on ${host}:${String(port)}: ${why}`, { cause });
  }
}
