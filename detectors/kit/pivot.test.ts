import fc from 'fast-check';
import { pivots } from './pivot.ts';
import { sighting } from './test-driver.ts';

const hostile = fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\r', '|', ';', ' ', 'a', '\u0000', '`', "'") });

/** The literals of a query, and what is left of it without them. */
function literals(query: string): { readonly values: readonly string[]; readonly rest: string } {
  const found = query.match(/"(?:[^"\\\n\r]|\\.)*"/g) ?? [];
  const rest = found.reduce((left, literal) => left.replace(literal, ''), query);
  return { values: found.map((literal) => JSON.parse(literal) as string), rest };
}

describe('pivots', () => {
  test('an id made to break out · stays inside its literal', () => {
    fc.assert(
      fc.property(hostile, (userId) => {
        const okta = sighting({ source: 'okta', userId });
        const entra = sighting({ source: 'entra', userId });
        const { okta: oktaQuery = '', kql = '' } = pivots('alice@example.com', okta, [okta, entra]);
        expect(literals(oktaQuery)).toEqual({ values: [userId, userId], rest: 'actor.id eq  or target.id eq ' });
        expect(literals(kql).values).toEqual([userId]);
        expect(literals(kql).rest.split('\n')).toHaveLength(5);
      }),
    );
  });

  test('a user made to break out · stays on the line and within its term', () => {
    const google = sighting({ source: 'google_workspace', dataset: 'google_workspace.login' });
    const { google: search = '' } = pivots('eve@x; Date after 1970\n', google, [google]);
    expect(search.split('\n')).toHaveLength(1);
    expect(search.split(';')).toHaveLength(3);
  });

  test('evidence of one provider · gives that provider’s query alone', () => {
    const entra = sighting({ source: 'entra' });
    expect(Object.keys(pivots('alice@example.com', entra, [entra]))).toEqual(['kql']);
  });
});
