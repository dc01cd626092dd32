import { announce } from './announce.js';
import { suggest } from './suggest.js';

const QUIET = 120;

/**
 * Answers while one types and ticks: the same address is asked for, and the parts that may differ are swapped in.
 * Address, back, focus and scroll behave as if the form had been sent; without this module it is sent.
 */
export function liveSearch(form, prepare) {
  if (!form) return;
  const page = form.closest('.search-page');
  const input = form.elements.q;
  let timer;
  let asked;
  let composing = false;
  page.classList.add('live');

  const show = async (address, { push, scroll }) => {
    asked?.abort();
    const mine = asked = new AbortController();
    page.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(address, { signal: mine.signal, headers: { Accept: 'text/html' } });
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (mine.signal.aborted) return;
      if (!next.querySelector('[data-swap]')) throw new Error(`no page under ${address}`);
      swap(page, next, prepare);
      document.title = next.title;
      if (push) history.pushState({ search: true }, '', address);
      else history.replaceState({ search: true }, '', address);
      if (scroll) scrollTo({ top: 0 });
      document.dispatchEvent(new CustomEvent('kb:results'));
    } catch (error) {
      if (error.name !== 'AbortError') announce('服务没有回应，请稍后再试');
    } finally {
      if (asked === mine) page.removeAttribute('aria-busy');
    }
  };

  form.addEventListener('submit', event => {
    event.preventDefault();
    clearTimeout(timer);
    show(addressOf(form), { push: true, scroll: true });
  });
  input.addEventListener('compositionstart', () => { composing = true; });
  input.addEventListener('compositionend', () => {
    composing = false;
    later();
  });
  input.addEventListener('input', event => {
    if (!composing && !event.isComposing) later();
  });
  page.addEventListener('change', event => {
    if (event.target.matches('[form=search], form.search select')) show(addressOf(form), { push: true, scroll: false });
  });
  page.addEventListener('input', event => {
    if (event.target.matches('[data-facet-search]')) narrow(event.target);
  });
  page.addEventListener('click', event => {
    const link = event.target.closest('a[data-swap-link]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link.href, { push: true, scroll: link.rel === 'next' || link.rel === 'prev' });
  });
  addEventListener('popstate', () => {
    if (location.pathname === '/') show(location.href, { push: false, scroll: false }).then(() => restore(form));
  });
  // A page from the browser's cache comes with the boxes as they were last, not as its address says.
  addEventListener('pageshow', event => {
    if (event.persisted) show(location.href, { push: false, scroll: false }).then(() => restore(form));
  });
  suggest(input, form.querySelector('[data-suggestions]'), () => form.requestSubmit());

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const address = addressOf(form);
      // Typing refines one search: the first change is a step back in history, the others replace it.
      show(address, { push: !history.state?.typing, scroll: false }).then(() => history.replaceState({ search: true, typing: true }, ''));
    }, QUIET);
  }
}

function addressOf(form) {
  const pairs = [...new FormData(form)].filter(([name, value]) => value !== '' && !(name === 'sort' && value === 'relevance'));
  const query = new URLSearchParams(pairs).toString();
  return query ? `/?${query}` : '/';
}

function swap(page, next, prepare) {
  const focused = document.activeElement;
  const key = focused?.matches('[form=search]') ? { name: focused.name, value: focused.value } : null;
  const open = new Set([...page.querySelectorAll('details[data-key]')].filter(part => part.open).map(part => part.dataset.key));
  const closed = new Set([...page.querySelectorAll('details[data-key]')].filter(part => !part.open).map(part => part.dataset.key));
  page.classList.toggle('found', next.querySelector('.search-page').classList.contains('found'));
  for (const part of page.querySelectorAll('[data-swap]')) {
    const fresh = next.querySelector(`[data-swap="${part.dataset.swap}"]`);
    if (!fresh) continue;
    part.replaceWith(fresh);
    for (const details of fresh.querySelectorAll('details[data-key]')) {
      if (open.has(details.dataset.key)) details.open = true;
      else if (closed.has(details.dataset.key)) details.open = false;
    }
    prepare(fresh);
  }
  if (key) page.querySelector(`[form=search][name="${key.name}"][value="${CSS.escape(key.value)}"]`)?.focus({ preventScroll: true });
}

function restore(form) {
  const query = new URLSearchParams(location.search);
  form.elements.q.value = query.get('q') ?? '';
}

/** Shows only the values of a facet that hold what was typed. */
function narrow(input) {
  const typed = input.value.trim().toLowerCase();
  const facet = input.closest('.facet');
  for (const more of facet.querySelectorAll('details.more')) more.open = typed !== '' || more.open;
  for (const item of facet.querySelectorAll('li')) item.hidden = typed !== '' && !item.textContent.toLowerCase().includes(typed);
}
