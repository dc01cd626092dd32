import { announce, load, save } from './taking.js';

const QUIET = 120;
const QUIET_BEFORE_SUGGESTING = 100;
const MOST_SUGGESTIONS = 8;
const SEARCHES = 'kb:searches';
const MOST_SEARCHES = 8;

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

/** A list of what others wrote below the query box; the arrow keys choose, Enter takes, Escape closes. */
function suggest(input, list, submit) {
  if (!list) return;
  let timer;
  let asked;
  let chosen = -1;
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const choose = to => {
    const items = [...list.children];
    items[chosen]?.removeAttribute('aria-selected');
    chosen = to;
    items[chosen]?.setAttribute('aria-selected', 'true');
    if (items[chosen]) input.setAttribute('aria-activedescendant', items[chosen].id);
    else input.removeAttribute('aria-activedescendant');
  };
  const take = item => {
    input.value = item.dataset.text;
    close();
    submit();
  };

  input.addEventListener('input', event => {
    clearTimeout(timer);
    asked?.abort();
    // An input method's unfinished letters are nobody's words yet.
    if (event.isComposing) return;
    if (input.value.trim() === '') { close(); return; }
    timer = setTimeout(ask, QUIET_BEFORE_SUGGESTING);
  });
  input.addEventListener('compositionend', () => { timer = setTimeout(ask, QUIET_BEFORE_SUGGESTING); });
  input.addEventListener('keydown', event => {
    if (event.isComposing || list.hidden) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const count = list.children.length;
      choose(event.key === 'ArrowDown' ? (chosen + 1) % count : (Math.max(chosen, 0) - 1 + count) % count);
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault();
      take(list.children[chosen]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter') {
      close();
    }
  });
  input.addEventListener('blur', () => setTimeout(close, 150));
  input.form.addEventListener('submit', () => {
    clearTimeout(timer);
    asked?.abort();
    close();
  });

  async function ask() {
    asked = new AbortController();
    try {
      const answer = await fetch(`/api/v1/suggest?hitsPerPage=${MOST_SUGGESTIONS}&q=${encodeURIComponent(input.value.slice(0, 100))}`, { signal: asked.signal });
      if (!answer.ok || document.activeElement !== input) { close(); return; }
      const { hits = [] } = await answer.json();
      list.replaceChildren(...hits.map(item));
      chosen = -1;
      list.hidden = hits.length === 0;
      input.setAttribute('aria-expanded', String(hits.length > 0));
    } catch (error) {
      // Suggestions are a help, not an answer: without the server there are none.
      close();
    }
  }

  function item({ text, kind, count }, number) {
    const row = document.createElement('li');
    row.id = `suggestion-${number}`;
    row.setAttribute('role', 'option');
    row.dataset.text = text;
    const what = document.createElement('small');
    what.textContent = `${{ heading: '小标题', unit: '单位', problem: '问题', phrase: '原文' }[kind] ?? kind} ${count}`;
    row.append(text, what);
    row.addEventListener('mousedown', event => {
      event.preventDefault();
      take(row);
    });
    return row;
  }
}

/** Keeps the searches that were sent, not each letter on the way there. */
export function rememberSearch() {
  const keep = () => {
    const query = new URLSearchParams(location.search);
    const text = query.get('q')?.trim();
    if (location.pathname !== '/' || !text) return;
    const address = `/?${query}`;
    save(SEARCHES, [{ text, address }, ...load(SEARCHES).filter(known => known.address !== address && known.text !== text)].slice(0, MOST_SEARCHES));
  };
  keep();
  document.addEventListener('submit', () => setTimeout(keep, 1000));
  addEventListener('pagehide', keep);
}

/** The last searches on the entrance page; nothing is shown where there are none. */
export function showLastSearches(part) {
  const searches = load(SEARCHES).filter(({ text, address }) => typeof text === 'string' && typeof address === 'string' && address.startsWith('/?'));
  if (!part || searches.length === 0) return;
  part.hidden = false;
  part.querySelector('ul').replaceChildren(...searches.map(({ text, address }) => {
    const row = document.createElement('li');
    const link = document.createElement('a');
    link.href = address;
    link.textContent = text;
    row.append(link);
    return row;
  }));
  part.querySelector('button').addEventListener('click', () => {
    save(SEARCHES, []);
    part.hidden = true;
  });
}
