import { load, save } from './store.js';

const KEY = 'kb:searches';
const MOST = 8;

/** Keeps the searches that were sent, not each letter on the way there. */
export function rememberSearch() {
  const keep = () => {
    const query = new URLSearchParams(location.search);
    const text = query.get('q')?.trim();
    if (location.pathname !== '/' || !text) return;
    const address = `/?${query}`;
    save(KEY, [{ text, address }, ...load(KEY).filter(known => known.address !== address && known.text !== text)].slice(0, MOST));
  };
  keep();
  document.addEventListener('submit', () => setTimeout(keep, 1000));
  addEventListener('pagehide', keep);
}

/** The last searches on the entrance page; nothing is shown where there are none. */
export function showLastSearches(part) {
  const searches = load(KEY).filter(({ text, address }) => typeof text === 'string' && typeof address === 'string' && address.startsWith('/?'));
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
    save(KEY, []);
    part.hidden = true;
  });
}
