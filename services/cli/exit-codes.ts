/** What scripts depend on: nothing found, a fault of ours, something the person must mend, alerts. */
export const EXIT = { quiet: 0, fault: 1, usage: 2, alerts: 3 } as const;
