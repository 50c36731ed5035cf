import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { notice } from '../layout.ts';

export function signInPage(next: string, problem?: string): Html {
  return html`<main id="main" class="signin">
    <section>
      <h1>mfawatch</h1>
      <p class="quiet">
        Sign in with your API key. Whoever runs mfawatch makes one for you: <code>mfawatch keys create</code>.
      </p>
      ${notice(problem, true)}
      <form method="post" action="/signin" class="stack">
        <input type="hidden" name="next" value="${next}" />
        <label
          >API key
          <input type="password" name="key" required autocomplete="current-password" autofocus placeholder="mfaw_…"
        /></label>
        <button class="first">Sign in</button>
      </form>
    </section>
  </main>`;
}

export function failurePage(title: string, detail: string): Html {
  return html`<main id="main" class="signin">
    <section class="notice bad">
      <h1>${title}</h1>
      <p>${detail}</p>
      <p><a href="/">Back to the incidents</a></p>
    </section>
  </main>`;
}
