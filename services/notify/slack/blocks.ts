import type { Item, Story } from '../item.ts';

/** Slack's limits: 150 characters in a header, 3,000 in a section. */
const HEADER_LENGTH = 150;
const SECTION_LENGTH = 2_900;
const MARKS = { low: '🔵', medium: '🟡', high: '🟠', critical: '🔴' } as const;

export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly object[];
}

/** One Block Kit message; `text` is what a lock screen shows. */
export function messageOf({ kind, story }: Item): SlackMessage {
  const head = headOf(kind, story);
  const { who, organisation, when, what, news, evidence, why, firstStep } = story;
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: cut(head, HEADER_LENGTH), emoji: true } },
    section(`*${mrkdwn(who)}* · ${mrkdwn(organisation)} · ${mrkdwn(when)}\n${mrkdwn(what)}`),
    ...optional(news, (text) => `_${mrkdwn(text)}_`),
    ...(evidence.length === 0 ? [] : [section(evidence.map((line) => `• ${mrkdwn(line)}`).join('\n'))]),
    ...optional(firstStep, (text) => `*Do first:* ${mrkdwn(text)}`),
    ...optional(why, (text) => `*Why it matters:* ${mrkdwn(text)}`),
    ...optional(story.link, (link) => `<${link}|Open the ${kind === 'summary' ? 'queue' : 'incident'}>`),
  ];
  return { text: `${mrkdwn(head)} · ${mrkdwn(who)} · ${mrkdwn(organisation)}`, blocks };
}

function headOf(kind: Item['kind'], { severity, title }: Story): string {
  if (kind === 'resolved') return `✅ Resolved: ${title}`;
  return `${MARKS[severity]} ${severity.toUpperCase()}: ${title}`;
}

function optional(text: string | undefined, write: (text: string) => string): readonly object[] {
  return text === undefined ? [] : [section(write(text))];
}

/** `verbatim`: Slack makes no links and mentions of its own out of what a provider's text only looks like (`@here`, an address). */
function section(text: string): object {
  return { type: 'section', text: { type: 'mrkdwn', text: cut(text, SECTION_LENGTH), verbatim: true } };
}

/** The three characters Slack reads as control (docs.slack.dev, formatting message text): nothing can mention `<!channel>`. */
export function mrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
