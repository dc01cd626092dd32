const QUIET = 150;

/** A ticked box searches at once, and the box suggests what others wrote. The form works the same without this. */
export function liveSearch(form) {
  if (!form) return;
  form.classList.add('live');
  form.addEventListener('change', event => {
    if (event.target.matches('input[type=checkbox], select')) form.requestSubmit();
  });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !event.target.closest('input, textarea, select')) {
      event.preventDefault();
      form.elements.q.focus();
    }
  });
  suggest(form.elements.q, form.querySelector('#suggestions'));
}

function suggest(input, list) {
  let timer;
  let asked;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      try {
        const answer = await fetch(`/api/v1/suggest?hitsPerPage=8&q=${encodeURIComponent(input.value.slice(0, 100))}`, { signal: asked.signal });
        if (!answer.ok) return;
        const { hits } = await answer.json();
        list.replaceChildren(...hits.map(({ text }) => new Option(text)));
      } catch (error) {
        if (error.name !== 'AbortError') throw error;
      }
    }, QUIET);
  });
}
