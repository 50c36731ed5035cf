import type { Command } from 'commander';

/** A command of the command line. What it needs is loaded once it is asked for: `mfawatch alerts` waits for no web server. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** Adds its arguments, options and action to the bare command. */
  readonly load: () => Promise<(command: Command) => Command>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'scan',
    summary: 'Judge exported logs offline: alerts on stdout, counts and notes on stderr.',
    load: async () => (await import('./scan-command.ts')).scanCommand,
  },
  {
    name: 'explain',
    summary: 'Say why a moment of a user did or did not alert: every condition each detector checked.',
    load: async () => (await import('./explain-command.ts')).explainCommand,
  },
  {
    name: 'start',
    summary: 'Run the service: sources, detection, notifications, API and page, or a part of it.',
    load: async () => (await import('./start-command.ts')).startCommand,
  },
  {
    name: 'import',
    summary: 'Feed exported logs into a data folder as history: alerts and incidents are kept, nobody is notified.',
    load: async () => (await import('./import-command.ts')).importCommand,
  },
  {
    name: 'alerts',
    summary: 'Print the alerts a data folder holds, newest first; also while the service works on it.',
    load: async () => (await import('./alerts-command.ts')).alertsCommand,
  },
  {
    name: 'incidents',
    summary: 'Print the incidents a data folder holds, newest first; also while the service works on it.',
    load: async () => (await import('./incidents-command.ts')).incidentsCommand,
  },
  {
    name: 'dlq',
    summary: 'Dead letters: records that could not be handled, kept whole until a person decides.',
    load: async () => (await import('./dlq-command.ts')).dlqCommand,
  },
  {
    name: 'settings',
    summary: "A tenant's settings: egress, travellers, privileged users, time zone, detector parameters.",
    load: async () => (await import('./settings-command.ts')).settingsCommand,
  },
  {
    name: 'keys',
    summary: 'API keys: who may read, triage and decide, and for which tenants.',
    load: async () => (await import('./keys-command.ts')).keysCommand,
  },
  {
    name: 'export',
    summary: "Write a tenant's month for an auditor: JSON and CSV by person; also while the service works.",
    load: async () => (await import('./export-command.ts')).exportCommand,
  },
  {
    name: 'status',
    summary: 'How the service is, and what the data folder holds.',
    load: async () => (await import('./status-command.ts')).statusCommand,
  },
  {
    name: 'backup',
    summary: 'Copy a data folder, also while the service works on it; the copy is a data folder itself.',
    load: async () => (await import('./backup-command.ts')).backupCommand,
  },
  {
    name: 'restore',
    summary: 'Put a backup where a data folder is wanted, after looking at every page of it.',
    load: async () => (await import('./backup-command.ts')).restoreCommand,
  },
  {
    name: 'notify',
    summary: 'Send a test notification through a channel.',
    load: async () => (await import('./notify-command.ts')).notifyCommand,
  },
];
