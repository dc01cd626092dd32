/** Keeps the line about the import true while it goes on; it goes when the import has ended. */
export function importState(part) {
  if (!part || part.hidden) return;
  const refresh = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-import-state]');
      if (!next || next.hidden) {
        part.hidden = true;
        clearInterval(timer);
        return;
      }
      part.replaceChildren(...next.childNodes);
    } catch {
      // The next beat asks again.
    }
  };
  const timer = setInterval(refresh, 2000);
}
