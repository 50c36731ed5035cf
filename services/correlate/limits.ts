import { DAY_MS } from '../../detectors/kit/closed-days.ts';

/** How far from an incident's span an alert may lie and still be part of it. */
export const REACH_MS = DAY_MS;

/**
 * Incidents that ended this long before the user's newest alert are forgotten: as long as the Store keeps events by default, because until
 * then a rebuild may revise or retract an alert, and its incident must follow. An alert that comes later still opens a new one.
 */
export const FORGOTTEN_AFTER_MS = 400 * DAY_MS;

/** A full incident takes no more (250 alerts are about 120 KB, far below what one record of the log may be): the next one opens another. */
export const MAX_ALERTS = 250;

/** Most alerts remembered of one user, about 500 KB; whole incidents are forgotten, the earliest first. */
export const MAX_KNOWN_ALERTS = 1_000;

/** User risk counts the alerts of this long before the newest of them. */
export const RISK_WINDOW_MS = 30 * DAY_MS;
