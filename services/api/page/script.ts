/** Everything the page does beyond links and forms: copy a query, send a filter when it changes, select all. Works without, too. */
export const SCRIPT = `'use strict';
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-copy]');
  if (button === null) return;
  const source = document.getElementById(button.dataset.copy);
  if (source === null) return;
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = 'Copied';
  } catch {
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    button.textContent = 'Selected: press Ctrl+C';
  }
});
document.addEventListener('change', (event) => {
  const { target } = event;
  if (target.matches('select[data-submit]')) target.form.requestSubmit();
  if (!target.matches('input[data-all]')) return;
  for (const box of document.querySelectorAll('input[name="' + target.dataset.all + '"]')) box.checked = target.checked;
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target.closest('input, textarea, select') !== null) return;
  const search = document.querySelector('input[type="search"]');
  if (search === null) return;
  event.preventDefault();
  search.focus();
});
for (const button of document.querySelectorAll('button[data-copy]')) button.hidden = false;
`;
