import type { InvalidSettingsError } from '../tenants/save-tables.ts';

/** One thing wrong with a request: in the body (`pointer`, RFC 6901) or in a parameter or header (by name). */
export interface ProblemPart {
  readonly detail: string;
  readonly pointer?: string;
  readonly parameter?: string;
}

/** Every error the API answers with. `title` and `status` belong to the code; `detail` to the case. docs/api.md lists them. */
export const PROBLEMS = {
  MFAW_BAD_JSON: [400, 'The body is not JSON'],
  MFAW_INVALID: [400, 'The request is not valid'],
  MFAW_CURSOR: [400, 'The cursor is none of ours'],
  MFAW_UNAUTHENTICATED: [401, 'An API key is needed'],
  MFAW_FORBIDDEN: [403, 'The role of this key does not allow it'],
  MFAW_NOT_FOUND: [404, 'There is no such thing'],
  MFAW_METHOD_NOT_ALLOWED: [405, 'This method does not go with this path'],
  MFAW_CONFLICT: [412, 'It has changed since you read it'],
  MFAW_TOO_LARGE: [413, 'The body is too large'],
  MFAW_MEDIA_TYPE: [415, 'The body must be application/json'],
  MFAW_SETTINGS: [422, 'These settings cannot be'],
  MFAW_TRIAGE: [422, 'This triage cannot be'],
  MFAW_PRECONDITION_REQUIRED: [428, 'If-Match is needed'],
  MFAW_RATE_LIMITED: [429, 'Too many wrong keys'],
  MFAW_INTERNAL: [500, 'Something went wrong here'],
  MFAW_STORE_UNAVAILABLE: [503, 'The store cannot answer now'],
  MFAW_LOG_UNAVAILABLE: [503, 'The log cannot answer now'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** What an error looks like on the wire (RFC 9457). */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly ProblemPart[];
}

export interface ProblemOptions {
  readonly errors?: readonly ProblemPart[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown anywhere below a route: becomes the answer. Its detail is for the caller to read. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly errors: readonly ProblemPart[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, detail: string, { errors, headers = {} }: ProblemOptions = {}) {
    super(detail);
    this.code = code;
    this.status = PROBLEMS[code][0];
    this.errors = errors;
    this.headers = headers;
  }

  toDocument(instance: string): ProblemDocument {
    return {
      type: `urn:mfawatch:problem:${this.code.slice('MFAW_'.length).toLowerCase().replaceAll('_', '-')}`,
      title: PROBLEMS[this.code][1],
      status: this.status,
      code: this.code,
      detail: this.message,
      instance,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
    };
  }
}

/** Absent and foreign read the same: nothing about another tenant can be learned from it (I5). */
export function notFound(what: string, id: string): Problem {
  return new Problem('MFAW_NOT_FOUND', `there is no ${what} ${id}`);
}

const SECONDS_TO_WAIT = '5';

/** What an error of the layers below means to a caller; undefined for what nobody foresaw. */
export function toProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  switch (codeOf(error)) {
    case 'MFAW_CURSOR':
      return new Problem('MFAW_CURSOR', 'give `after` the `next` of the page before, with the same filters');
    case 'MFAW_CONFLICT':
      return new Problem('MFAW_CONFLICT', 'somebody or something changed it meanwhile: read it again, then decide');
    case 'MFAW_NOT_FOUND':
      return new Problem('MFAW_NOT_FOUND', messageOf(error));
    case 'MFAW_TRIAGE':
      return new Problem('MFAW_TRIAGE', messageOf(error));
    case 'MFAW_SETTINGS':
      return ofSettings(error as InvalidSettingsError);
    case 'MFAW_STORE_UNAVAILABLE':
      return unavailable('MFAW_STORE_UNAVAILABLE');
    case 'MFAW_LOG_UNAVAILABLE':
      return unavailable('MFAW_LOG_UNAVAILABLE');
    default:
      return ofBodyParser(error);
  }
}

function ofSettings({ problems }: InvalidSettingsError): Problem {
  const errors = problems.map(({ path, message }) => ({ detail: message, pointer: pointerOf(['settings', ...path]) }));
  return new Problem('MFAW_SETTINGS', 'nothing was saved: see errors', { errors });
}

/** RFC 6901. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function unavailable(code: 'MFAW_STORE_UNAVAILABLE' | 'MFAW_LOG_UNAVAILABLE'): Problem {
  return new Problem(code, 'try again in a few seconds', { headers: { 'Retry-After': SECONDS_TO_WAIT } });
}

/** Express marks what its body parser and router refuse by `type` or `status`. */
function ofBodyParser(error: unknown): Problem | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { type, status } = error as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return new Problem('MFAW_TOO_LARGE', 'send less at once');
  if (type === 'entity.parse.failed') return new Problem('MFAW_BAD_JSON', messageOf(error));
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new Problem('MFAW_MEDIA_TYPE', 'send UTF-8, plain or compressed by gzip, deflate or br');
  return typeof status === 'number' && status >= 400 && status < 500
    ? new Problem('MFAW_INVALID', 'the request could not be read')
    : undefined;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
