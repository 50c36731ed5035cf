import type { Route } from '../route.ts';
import { alertRoutes } from './alerts.ts';
import { deadLetterRoutes } from './dead-letters.ts';
import { exceptionRoutes } from './exceptions.ts';
import { incidentRoutes } from './incidents.ts';
import { settingsRoutes } from './settings.ts';
import { systemRoutes } from './status.ts';
import { userRoutes } from './users.ts';

/** Every operation of the API. Where two paths fit, the first is taken: fixed words stand before parameters. */
export const ROUTES: readonly Route[] = [
  ...alertRoutes,
  ...incidentRoutes,
  ...userRoutes,
  ...exceptionRoutes,
  ...settingsRoutes,
  ...deadLetterRoutes,
  ...systemRoutes,
];
