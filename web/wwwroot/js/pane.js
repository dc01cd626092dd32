import { announce } from './announce.js';
import { matchSteps } from './matches.js';

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
