/** Keys for the hand that stays on the keyboard; never while one types. */
export function keys() {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]')) {
      if (event.key === 'Escape') target.blur();
      return;
    }
    const act = actions[event.key];
    if (act && act(target) !== false) event.preventDefault();
  });
}

const actions = {
  '/': () => focus('input[name=q]'),
  j: () => step(1),
  k: () => step(-1),
  c: () => press('button[data-copy=plain]'),
  x: () => press('button[data-basket-add]'),
  o: () => {
    const outline = document.querySelector('details.outline-list');
    if (!outline) return false;
    outline.open = true;
    outline.querySelector('a')?.focus();
    return true;
  },
  n: () => document.querySelector('[data-match=next]')?.click() ?? undefined,
  p: () => document.querySelector('[data-match=previous]')?.click() ?? undefined,
  Enter: target => {
    if (target.closest('a, button, summary, input')) return false;
    const link = current()?.querySelector('h2 a, a[data-open]');
    if (!link) return false;
    link.click();
    return true;
  },
  '?': () => {
    const help = document.querySelector('dialog#keys');
    if (!help || help.open) return false;
    help.showModal();
    return true;
  },
};

const current = () => document.querySelector('[data-passage][aria-current]');

function step(by) {
  const passages = [...document.querySelectorAll('main [data-passage]')];
  if (passages.length === 0) return false;
  const at = passages.indexOf(current());
  const next = passages[Math.min(Math.max(at < 0 ? 0 : at + by, 0), passages.length - 1)];
  current()?.removeAttribute('aria-current');
  next.setAttribute('aria-current', 'true');
  next.scrollIntoView({ block: 'nearest' });
  next.querySelector('h2 a, a[data-open]')?.focus({ preventScroll: true });
  return true;
}

function press(selector) {
  const button = (current() ?? document.querySelector('main [data-passage]'))?.querySelector(selector);
  if (!button) return false;
  button.click();
  return true;
}

function focus(selector) {
  const input = document.querySelector(selector);
  if (!input) {
    location.href = '/';
    return true;
  }
  input.focus();
  input.select();
  return true;
}
