import type { z } from 'zod';
import { UsageError } from '../usage-error.ts';

const PATIENCE_MS = 60_000;

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: unknown;
  readonly ifMatch?: string;
}

/** The API of a running service. */
export class HttpApi {
  readonly url: string;
  readonly #key: string;
  readonly #name: string;

  /** @param name of who answers, for error messages */
  constructor(url: string, key: string, name: string) {
    this.url = reachable(url);
    this.#key = key;
    this.#name = name;
  }

  /** @throws UsageError where nobody answers, or with what was refused and why */
  async ask<S extends z.ZodType>(path: string, schema: S, options: RequestOptions = {}): Promise<z.output<S>> {
    const { method = 'GET', body, ifMatch } = options;
    const headers = {
      Authorization: `Bearer ${this.#key}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
    };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await this.#send(new URL(path, this.url), { method, headers, ...text });
    const answer = await jsonOf(response);
    if (!response.ok) throw new UsageError(`${this.#name} refused: ${detailOf(answer) ?? response.statusText}`);
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    throw new UsageError(`${this.#name} at ${this.url} answered as no mfawatch of this version does`);
  }

  async #send(url: URL, init: RequestInit): Promise<Response> {
    try {
      return await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
    } catch (error) {
      const { cause, message } = error as Error;
      const why = cause instanceof Error ? cause.message : message;
      throw new UsageError(`${this.#name} does not answer at ${this.url}: ${why}`, { cause: error });
    }
  }
}

/** An owner that listens on every address is reached on this machine's own. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    return undefined;
  }
}

/** RFC 9457. */
function detailOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { title, detail } = answer as { readonly title?: unknown; readonly detail?: unknown };
  return [title, detail].filter((part) => typeof part === 'string').join(': ') || undefined;
}
