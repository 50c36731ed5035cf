import type { Item, Story } from '../item.ts';

const SUBJECT_LENGTH = 150;

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** The mail that opened the thread. */
  readonly inReplyTo?: string;
  readonly references?: string;
}

/** @param domain of the sender: the right side of message ids. @param thread message id of the first mail of the subject */
export function mailOf(item: Item, domain: string, thread: string | undefined): Mail {
  const { story, kind } = item;
  const head = kind === 'resolved' ? 'Resolved' : story.severity.toUpperCase();
  const subject = oneLine(`[${head}] ${story.title} · ${story.who} · ${story.organisation}`).slice(0, SUBJECT_LENGTH);
  return {
    subject,
    text: textOf(story),
    html: htmlOf(subject, story),
    messageId: messageId(item.key, domain),
    ...(thread === undefined ? {} : { inReplyTo: thread, references: thread }),
  };
}

/** The same delivery has the same id, so that mail servers and programs can recognise a repetition. */
export function messageId(key: string, domain: string): string {
  return `<${key}@${domain}>`;
}

/** No header of a mail may be ended by what a provider wrote (CWE-93). */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

function textOf(story: Story): string {
  const { severity, title, who, organisation, when, what, news, evidence, why, firstStep, link } = story;
  const parts = [
    `${severity.toUpperCase()}: ${oneLine(title)}`,
    `${who} · ${organisation}\n${when}`,
    what,
    news,
    evidence.length === 0 ? undefined : evidence.map((line) => `- ${line}`).join('\n'),
    firstStep === undefined ? undefined : `Do first: ${firstStep}`,
    why === undefined ? undefined : `Why it matters: ${why}`,
    link,
  ];
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
}

const COLOURS = { low: '#2563eb', medium: '#a16207', high: '#c2410c', critical: '#b91c1c' } as const;

function htmlOf(subject: string, story: Story): string {
  const { severity, who, organisation, when, what, news, evidence, why, firstStep, link } = story;
  const list = evidence.map((line) => `<li>${html(line)}</li>`).join('');
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${html(subject)}</title></head>`,
    '<body style="font:15px/1.5 system-ui,sans-serif;color:#111;max-width:42em">',
    `<p style="margin:0;color:${COLOURS[severity]};font-weight:700">${severity.toUpperCase()}</p>`,
    `<h1 style="font-size:20px;margin:0 0 .3em">${html(story.title)}</h1>`,
    `<p style="margin:0;color:#555"><b>${html(who)}</b> · ${html(organisation)} · ${html(when)}</p>`,
    `<p>${html(what)}</p>`,
    news === undefined ? '' : `<p><i>${html(news)}</i></p>`,
    list === '' ? '' : `<ul>${list}</ul>`,
    firstStep === undefined ? '' : `<p><b>Do first:</b> ${html(firstStep)}</p>`,
    why === undefined ? '' : `<p><b>Why it matters:</b> ${html(why)}</p>`,
    link === undefined ? '' : `<p><a href="${html(link)}">Open it in mfawatch</a></p>`,
    '</body></html>',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
