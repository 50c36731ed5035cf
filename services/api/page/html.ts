/** Markup that is safe to send: every value was escaped when it was put in. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Child = Html | string | number | undefined | false | readonly Child[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** html`<p title="${title}">${text}</p>`: values are escaped for text and for quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...values: readonly Child[]): Html {
  return new Html(strings.reduce((text, string, index) => text + render(values[index - 1]) + string));
}

function render(child: Child): string {
  if (child === undefined || child === false) return '';
  if (child instanceof Html) return child.text;
  if (Array.isArray(child)) return child.map(render).join('');
  return String(child as string | number).replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

export const NOTHING: Html = html``;
