/** Consumer groups: who has read how far. Barriers ask for a stage's position by these names. */
export const GROUPS = {
  normalise: 'normalise',
  detect: 'detect',
  rebuild: 'rebuild',
  learn: 'learn',
  correlate: 'correlate',
  notify: 'notify',
  indexEvents: 'index-events',
  indexAlerts: 'index-alerts',
  indexIncidents: 'index-incidents',
  indexDeadLetters: 'index-dead-letters',
} as const;
