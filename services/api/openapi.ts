import { z } from 'zod';
import type { Route } from './route.ts';
import { problemSchema } from './schemas.ts';

export const API_PREFIX = '/api/v1';

interface Json {
  readonly [key: string]: unknown;
}

/** The OpenAPI 3.1 document of a route table. `docs/openapi.json` holds that of the API. */
export function openApiDocument(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) (paths[`${API_PREFIX}${route.path}`] ??= {})[route.method] = operation(route);
  return {
    openapi: '3.1.0',
    info: {
      title: 'mfawatch',
      version,
      description:
        'Alerts, incidents and triage. Errors are RFC 9457 problems; lists page by cursor (`after`, `next`, Link).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key: mfaw_<id>_<secret>' } },
      schemas: reachable(paths, components()),
    },
  };
}

function operation(route: Route): Json {
  const status = String(route.status ?? 200);
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    description: `Role: ${route.role}.`,
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query'), ...ifMatch(route)],
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: json(route.body) } }),
    responses: {
      [status]: { description: 'Done', content: json(route.response), ...responseHeaders(route) },
      default: {
        description: 'What went wrong',
        content: { 'application/problem+json': { schema: reference(problemSchema) } },
      },
    },
  };
}

function json(schema: z.ZodType): Json {
  return { 'application/json': { schema: reference(schema) } };
}

/** Bodies and answers are all named: a client made from the document has a type for each. */
function reference(schema: z.ZodType): Json {
  const id = z.globalRegistry.get(schema)?.id;
  if (id === undefined) throw new TypeError('every body and answer of a route needs a name: .meta({ id })');
  return { $ref: `#/components/schemas/${id}` };
}

function parameters(schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { unrepresentable: 'any', override: forReaders });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as { description?: string; default?: unknown };
    const isNeeded = where === 'path' || (required.includes(name) && !('default' in rest));
    return {
      name,
      in: where,
      required: isNeeded,
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

function ifMatch({ ifMatch: needed }: Route): Json[] {
  if (needed === undefined) return [];
  const description =
    'The ETag of the version that is to be changed; 428 without, 412 where it is no longer the newest.';
  return [{ name: 'If-Match', in: 'header', required: true, description, schema: { type: 'string' } }];
}

function responseHeaders({ etag, query }: Route): Json {
  const headers = {
    ...(etag === undefined ? {} : { ETag: { description: 'Version for If-Match.', schema: { type: 'string' } } }),
    ...(isPaged(query) ? { Link: { description: 'rel="next": the next page.', schema: { type: 'string' } } } : {}),
  };
  return Object.keys(headers).length === 0 ? {} : { headers };
}

export function isPaged(query: z.ZodType | undefined): boolean {
  return query instanceof z.ZodObject && 'after' in query.shape;
}

/** Every named schema as a request may hold it: no default is required, no transformation is done yet. */
function components(): Readonly<Record<string, unknown>> {
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    unrepresentable: 'any',
    override: forReaders,
  });
  return schemas;
}

/** `readonly` is a matter of our types; the dialect is OpenAPI's own. */
function forReaders({ jsonSchema }: { readonly jsonSchema: Record<string, unknown> }): void {
  delete jsonSchema['readOnly'];
  delete jsonSchema['$schema'];
  delete jsonSchema['$id'];
}

/** Only what the paths speak of, in order of name; other rooms of the house name schemas too. */
function reachable(from: unknown, schemas: Readonly<Record<string, unknown>>): Json {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [, id = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (found.has(id)) continue;
      found.add(id);
      visit(schemas[id] ?? {});
    }
  };
  visit(from);
  return Object.fromEntries([...found].sort().map((id) => [id, schemas[id]]));
}
