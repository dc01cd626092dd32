import { announce } from './taking.js';

const WIDE = matchMedia('(min-width: 75rem)');

/** On a wide screen a hit opens beside the list. Every other click on it opens the report's own page. */
export function readingPane(page, prepare) {
  const pane = page?.querySelector('.pane');
  if (!pane) return;
  let asked;

  page.addEventListener('click', async event => {
    const link = event.target.closest('.results [data-passage] h2 a, .results a[data-open]');
    if (!link || !WIDE.matches || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const passage = link.closest('[data-passage]');
    page.querySelector('[data-passage][aria-current]')?.removeAttribute('aria-current');
    passage.setAttribute('aria-current', 'true');
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(link.href, { signal: asked.signal, headers: { Accept: 'text/html' } });
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
      show(next, link.href, passage.dataset.passage);
    } catch (error) {
      if (error.name !== 'AbortError') announce('服务没有回应，请稍后再试');
    }
  });

  pane.addEventListener('click', event => {
    if (event.target.closest('[data-close]')) {
      page.classList.remove('reading');
      pane.replaceChildren();
    }
  });

  function show(next, address, id) {
    const body = next.querySelector('.report .body');
    if (!body) {
      location.href = address;
      return;
    }
    const header = document.createElement('header');
    const title = document.createElement('h2');
    title.textContent = next.querySelector('.report h1')?.textContent ?? '';
    const open = document.createElement('a');
    open.href = address;
    open.textContent = '打开整页';
    const close = document.createElement('button');
    close.type = 'button';
    close.dataset.close = '';
    close.textContent = '关上';
    header.append(title, open, close);
    const report = document.createElement('div');
    report.className = 'report-in-pane';
    report.append(body);
    pane.replaceChildren(header, report);
    page.classList.add('reading');
    prepare(pane);
    matchSteps(report);
    const target = pane.querySelector(`[id="${CSS.escape(id)}"]`);
    target?.classList.add('target');
    target?.scrollIntoView({ block: 'center' });
  }
}

/** Steps through the marks of a report, or through what cleaning cut and doubts: a bar with n of m, and the keys n and p through it. */
export function matchSteps(report) {
  const marks = [...(report?.querySelectorAll('.body mark, [data-steps] del, [data-steps] .suspected') ?? [])];
  if (marks.length === 0) return;
  const bar = document.createElement('div');
  bar.className = 'matches';
  bar.innerHTML = '<button type="button" data-match="previous">上一处</button><span role="status"></span><button type="button" data-match="next">下一处</button>';
  (report.querySelector('.sides') ?? report.querySelector('.body')).append(bar);
  const status = bar.querySelector('[role=status]');
  let at = -1;
  const show = to => {
    marks[at]?.classList.remove('current');
    at = (to + marks.length) % marks.length;
    marks[at].classList.add('current');
    marks[at].scrollIntoView({ block: 'center' });
    status.textContent = `第 ${at + 1} 处，共 ${marks.length} 处`;
  };
  status.textContent = `共 ${marks.length} 处`;
  bar.querySelector('[data-match=next]').addEventListener('click', () => show(at + 1));
  bar.querySelector('[data-match=previous]').addEventListener('click', () => show(at < 0 ? marks.length - 1 : at - 1));
}

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
