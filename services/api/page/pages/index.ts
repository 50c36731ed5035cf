import { alertShow, alertTriage } from './alerts.ts';
import { exceptionCreate, exceptionNew, exceptionRevoke, exceptionsShow } from './exceptions.ts';
import { explanationShow } from './explanation.ts';
import { incidentShow, incidentTriage } from './incidents.ts';
import type { Page } from './page.ts';
import { alertsPage, front, incidentsPage, triageMany } from './queues.ts';
import { settingsShow } from './settings.ts';
import { deadLetterSettle, deadLetterShow, deadLettersShow, statusShow } from './system.ts';
import { userShow, usersShow } from './users.ts';

export const PAGES: readonly Page[] = [
  front,
  incidentsPage,
  incidentShow,
  incidentTriage,
  alertsPage,
  triageMany,
  alertShow,
  alertTriage,
  usersShow,
  userShow,
  explanationShow,
  exceptionsShow,
  exceptionNew,
  exceptionCreate,
  exceptionRevoke,
  deadLettersShow,
  deadLetterShow,
  deadLetterSettle,
  settingsShow,
  statusShow,
];
