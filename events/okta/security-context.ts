import type { JsonObject } from '../event.ts';
import type { Pair } from './debug-data.ts';
import { jsonOf, pairsOf, wordsOf } from './debug-data.ts';
import { known, list, object } from './fields.ts';
import type { Parts } from './parts.ts';

/** Okta's risk rating of the request or user. */
export interface Risk {
  /** `LOW`, `MEDIUM`, `HIGH`. */
  readonly level?: string;
  readonly previousLevel?: string;
  readonly reasons: readonly string[];
  /** Name of the Identity Threat Protection detection. */
  readonly detection?: string;
}

/** From `securityContext.risk`; else from the strings `debugData.risk` or `debugData.logOnlySecurityData`. */
export function riskOf(parts: Parts): Risk | undefined {
  const structured = object(parts.security['risk']);
  const level = known(structured['level'], 32);
  const detection = known(structured['detectionName']);
  if (level === undefined && detection === undefined) return riskInText(parts);
  const previousLevel = known(structured['previousLevel'], 32);
  return {
    ...(level === undefined ? {} : { level: level.toUpperCase() }),
    ...(previousLevel === undefined ? {} : { previousLevel: previousLevel.toUpperCase() }),
    reasons: wordsOf(structured['reasons']),
    ...(detection === undefined ? {} : { detection }),
  };
}

function riskInText(parts: Parts): Risk | undefined {
  const pairs = firstPairs(parts.debug['risk']) ?? firstPairs(logOnly(parts)['risk']);
  if (pairs === undefined) return undefined;
  const level = valueOf(pairs, 'level');
  const reasons = valueOf(pairs, 'reasons');
  if (level === undefined && reasons === undefined) return undefined;
  return { ...(level === undefined ? {} : { level: level.toUpperCase() }), reasons: wordsOf(reasons) };
}

/**
 * Behaviour name and result (`POSITIVE`: this is new for the user). `securityContext.userBehaviors` goes first and is often shorter than
 * `debugData.behaviors`, which adds the names it leaves out. Administrators choose the names.
 */
export function behavioursOf(parts: Parts): readonly Pair[] {
  const structured = structuredBehaviours(parts);
  const spoken = firstPairs(parts.debug['behaviors']) ?? firstPairs(logOnly(parts)['behaviors']) ?? [];
  if (structured.length === 0) return spoken;
  const names = new Set(structured.map(([name]) => name));
  return [...structured, ...spoken.filter(([name]) => !names.has(name))];
}

function structuredBehaviours(parts: Parts): Pair[] {
  const pairs: Pair[] = [];
  for (const entry of list(parts.security['userBehaviors'])) {
    const behaviour = object(entry);
    const name = known(behaviour['name']);
    const result = known(behaviour['result'], 32);
    if (name !== undefined && result !== undefined) pairs.push([name, result]);
  }
  return pairs;
}

function logOnly(parts: Parts): JsonObject {
  return object(jsonOf(parts.debug['logOnlySecurityData']));
}

function firstPairs(value: unknown): readonly Pair[] | undefined {
  const pairs = value === undefined ? [] : pairsOf(value);
  return pairs.length === 0 ? undefined : pairs;
}

function valueOf(pairs: readonly Pair[], name: string): string | undefined {
  return pairs.find(([key]) => key === name)?.[1];
}
