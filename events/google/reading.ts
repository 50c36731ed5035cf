import type { JsonObject } from '../event.ts';
import type { Activity } from './activity.ts';
import { meaningOf } from './catalogue.ts';
import { SIGN_IN_ROWS } from './login-events.ts';
import type { Meaning } from './meaning.ts';
import type { Parameters } from './parameters.ts';
import { parametersOf } from './parameters.ts';
import type { People } from './people.ts';
import { peopleOf } from './people.ts';
import type { SignInReading } from './sign-in.ts';
import { readSignIn } from './sign-in.ts';

/** One event of an activity with everything that has been read of it. */
export interface Reading extends People {
  readonly activity: Activity;
  readonly raw: JsonObject;
  readonly name: string;
  readonly position: number;
  readonly meaning: Meaning;
  readonly parameters: Parameters;
  readonly signIn: SignInReading | undefined;
}

export function readEvent(activity: Activity, raw: JsonObject, name: string, position: number): Reading {
  const parameters = parametersOf(raw);
  const { user, target } = peopleOf(activity.actor, activity.stream, parameters);
  const signIn = isSignInRow(activity, name) ? readSignIn(name, activity.id.time.iso, parameters) : undefined;
  return { activity, raw, name, position, meaning: meaningOf(activity.stream, name), parameters, signIn, user, target };
}

function isSignInRow(activity: Activity, name: string): boolean {
  return activity.stream === 'login' && SIGN_IN_ROWS.has(name);
}
