import { z } from 'zod';
import { parseCidr } from '../../events/network/cidr.ts';

const userSchema = z
  .string({ error: 'expected a user’s address in text' })
  .trim()
  .min(1, 'expected a user’s address and found nothing')
  .toLowerCase();
const usersSchema = z.array(userSchema, { error: 'expected a list of users' }).default([]);

const networkSchema = z
  .string({ error: 'expected a network in text' })
  .trim()
  .refine((entry) => /^AS\d{1,10}$/i.test(entry) || parseCidr(entry) !== undefined, {
    error: ({ input }) =>
      `"${String(input)}" is neither a network (203.0.113.0/24), an address nor an AS number (AS64500)`,
  });
const networksSchema = z.array(networkSchema, { error: 'expected a list of networks' }).default([]);

const aliasIdSchema = z
  .string({ error: 'expected an id in text' })
  .trim()
  .regex(/^(?:okta|entra|google|google_workspace|address):./, {
    error: ({ input }) =>
      `"${String(input)}" does not say whose id it is: write okta:…, entra:…, google_workspace:… or address:…`,
  })
  .transform(canonicalAliasId);

const fileSchema = z.string({ error: 'expected the name of a file' }).min(1, 'expected the name of a file');

/** A tenant's settings as a person writes them; an unknown key is an error. */
export const settingsSchema = z.strictObject(
  {
    timeZone: z
      .string({ error: 'expected an IANA time zone in text' })
      .refine(isTimeZone, { error: ({ input }) => `"${String(input)}" is no IANA time zone (e.g. Europe/Oslo)` })
      .default('UTC'),
    egress: networksSchema,
    notEgress: networksSchema,
    travellers: usersSchema,
    privileged: usersSchema,
    sharedAccounts: usersSchema,
    groups: z.record(z.string().min(1), usersSchema, { error: 'expected {group: list of users}' }).default({}),
    aliases: z
      .array(z.strictObject({ user: userSchema, ids: z.array(aliasIdSchema).min(1, 'expected at least one id') }), {
        error: 'expected a list of {user, ids}',
      })
      .default([]),
    networkClasses: z
      .strictObject({ extend: z.array(fileSchema).default([]), replace: fileSchema.optional() })
      .optional(),
    geoDatabase: fileSchema.optional(),
    detectors: z
      .record(z.string(), z.record(z.string(), z.unknown(), { error: 'expected {parameter: value}' }), {
        error: 'expected {detector: {parameter: value}}',
      })
      .default({}),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'expected settings as {key: value}' : undefined) },
);

export type SettingsText = z.output<typeof settingsSchema>;

function canonicalAliasId(id: string): string {
  if (id.startsWith('address:')) return id.toLowerCase();
  return id.startsWith('google:') ? `google_workspace:${id.slice('google:'.length)}` : id;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
