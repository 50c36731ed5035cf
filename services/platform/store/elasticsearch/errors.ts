import { errors } from '@elastic/elasticsearch';
import { StoreUnavailableError } from '../store.ts';

/** Elasticsearch refuses who we are or what we may do, or is a version we do not know: another configuration helps, waiting does not. */
export class ElasticsearchAccessError extends Error {
  override readonly name = 'ElasticsearchAccessError';
  readonly code = 'MFAW_ELASTICSEARCH_ACCESS';
}

/** `error` of an answer or of one item of a bulk write. */
export interface Cause {
  readonly type?: string;
  readonly reason?: string;
  readonly index?: string;
  readonly caused_by?: Cause;
  readonly root_cause?: readonly Cause[];
}

/** HTTP status of an answer that is an error; undefined where there was no answer. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof errors.ResponseError ? error.statusCode : undefined;
}

/** Somebody else wrote first (`if_seq_no`), or it exists already (`create`). */
export function isConflict(error: unknown): boolean {
  return statusOf(error) === 409;
}

export function isMissing(error: unknown): boolean {
  return statusOf(error) === 404;
}

/** What Elasticsearch says is wrong, undefined where it said nothing. */
export function causeOf(error: unknown): Cause | undefined {
  if (!(error instanceof errors.ResponseError)) return undefined;
  const cause = (error.body as { readonly error?: Cause | string } | undefined)?.error;
  return typeof cause === 'object' ? cause : undefined;
}

const PASSING_STATUS = new Set([408, 429, 502, 503, 504]);

/** Whether the same may work later: overload, a node on its way, a full disk. */
export function isPassing(status: number, cause: Cause | undefined): boolean {
  return PASSING_STATUS.has(status) || isBlock(cause);
}

/** Writes are blocked: a disk that fills up, a master that is missing, an operator. */
function isBlock(cause: Cause | undefined): boolean {
  return cause?.type === 'cluster_block_exception';
}

/** In one line for an operator. */
export function describeCause(cause: Cause | undefined): string {
  if (cause === undefined) return 'no reason given';
  const { reason, index } = cause;
  if (isBlock(cause) && /flood-stage|read-only/.test(reason ?? ''))
    return `${index ?? 'an index'} is read-only: free disk space (flood stage) or take the block away (${reason ?? ''})`;
  const inner = cause.root_cause?.[0] ?? cause.caused_by;
  const why = inner?.reason === undefined || inner.reason === reason ? '' : `: ${inner.reason}`;
  return `${cause.type ?? 'error'}: ${reason ?? ''}${why}`;
}

/** What callers of the Store are told instead of the client's errors; those that blame the request itself stay as they are. */
export function translate(error: unknown, where: string): unknown {
  const status = statusOf(error);
  if (status !== undefined) return translateAnswer(error, status, where);
  if (!(error instanceof errors.ElasticsearchClientError) || error instanceof errors.ConfigurationError) return error;
  if (error instanceof errors.SerializationError) return error;
  return new StoreUnavailableError(`Elasticsearch at ${where} does not answer (${describeSilence(error)})`, {
    cause: error,
  });
}

function translateAnswer(error: unknown, status: number, where: string): unknown {
  const cause = causeOf(error);
  const unavailable = (says: string): Error =>
    new StoreUnavailableError(`Elasticsearch at ${where} ${says}`, { cause: error });
  if (status === 401) return unavailable('refuses the credentials (401): check elasticsearch.auth');
  if (isPassing(status, cause)) return unavailable(`cannot serve now (${String(status)}): ${describeCause(cause)}`);
  if (status === 403) return unavailable(`refuses what we may do (403): ${describeCause(cause)}`);
  return error;
}

function describeSilence(error: errors.ElasticsearchClientError): string {
  if (error instanceof errors.TimeoutError) return 'no answer in time';
  const root = error.cause instanceof Error ? error.cause.message : '';
  return [error.message, root].find((text) => text !== '') ?? error.name;
}

/** What opening failed with: an access that will never work has a name of its own. */
export function translateOpening(error: unknown, where: string): unknown {
  const translated = translate(error, where);
  const status = statusOf(error);
  if (status === 401 || (status === 403 && !isPassing(status, causeOf(error))))
    return new ElasticsearchAccessError((translated as Error).message, { cause: error });
  if (error instanceof errors.ProductNotSupportedError || status === 400 || status === 406)
    return new ElasticsearchAccessError(
      `what answers at ${where} is no Elasticsearch 8 or 9 (${(error as Error).message})`,
      { cause: error },
    );
  return translated;
}
