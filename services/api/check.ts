import type { Request } from 'express';
import { z } from 'zod';
import { didYouMean } from '../platform/nearest.ts';
import type { ProblemPart } from './problem.ts';
import { pointerOf, Problem } from './problem.ts';
import type { Call, Route } from './route.ts';

type Checked = Omit<Call<unknown, unknown, unknown>, 'caller'>;

const EMPTY = z.strictObject({});

/** Everything a route says of its request, checked. @throws Problem naming every part that is wrong */
export function checkRequest(route: Route, request: Request): Checked {
  const version = route.ifMatch === undefined ? '' : versionOf(request);
  if (route.body !== undefined) demandJson(request);
  const params = check(route.params ?? EMPTY, request.params, parameterPart);
  const query = check(route.query ?? EMPTY, { ...request.query }, parameterPart);
  const body = route.body === undefined ? {} : check(route.body, request.body as unknown, bodyPart);
  return { params, query, body, version };
}

function demandJson(request: Request): void {
  if (request.is('application/json') === false)
    throw new Problem('MFAW_MEDIA_TYPE', 'send Content-Type: application/json');
}

/** One strong ETag as we gave it. `*` would be a lost update. */
function versionOf(request: Request): string {
  const header = request.get('If-Match');
  const version = /^(?:W\/)?"([^"]*)"$/.exec(header?.trim() ?? '')?.[1];
  if (version !== undefined) return version;
  const detail = header === undefined ? 'send If-Match with the ETag you read' : 'send one ETag, as you read it';
  throw new Problem('MFAW_PRECONDITION_REQUIRED', detail);
}

type ToPart = (path: readonly PropertyKey[], detail: string) => ProblemPart;

const parameterPart: ToPart = ([parameter], detail) => ({
  detail,
  ...(parameter === undefined ? {} : { parameter: String(parameter) }),
});
const bodyPart: ToPart = (path, detail) => ({ detail, pointer: pointerOf(path) });

function check(schema: z.ZodType, value: unknown, toPart: ToPart): unknown {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const errors = checked.error.issues.flatMap((issue) => partsOf(issue, schema, toPart));
  throw new Problem('MFAW_INVALID', errors.map(({ detail }) => detail).join('; '), { errors });
}

function partsOf(issue: z.core.$ZodIssue, schema: z.ZodType, toPart: ToPart): ProblemPart[] {
  if (issue.code !== 'unrecognized_keys') return [toPart(issue.path, described(issue))];
  const known = issue.path.length === 0 && schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return issue.keys.map((key) =>
    toPart([...issue.path, key], `"${shortened(key)}" is not known here${didYouMean(key, known)}`),
  );
}

function described({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}

const LONGEST_NAME = 60;

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`;
}
