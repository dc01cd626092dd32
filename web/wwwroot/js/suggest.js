const QUIET = 100;
const MOST = 8;

/** A list of what others wrote below the query box; the arrow keys choose, Enter takes, Escape closes. */
export function suggest(input, list, submit) {
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
    timer = setTimeout(ask, QUIET);
  });
  input.addEventListener('compositionend', () => { timer = setTimeout(ask, QUIET); });
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
      const answer = await fetch(`/api/v1/suggest?hitsPerPage=${MOST}&q=${encodeURIComponent(input.value.slice(0, 100))}`, { signal: asked.signal });
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
    what.textContent = `${{ heading: '小标题', unit: '单位' }[kind] ?? kind} ${count}`;
    row.append(text, what);
    row.addEventListener('mousedown', event => {
      event.preventDefault();
      take(row);
    });
    return row;
  }
}
