/** Copies a passage exactly as it stands, with nothing added. */
export function copyButtons(passages) {
  if (!navigator.clipboard) return;
  for (const passage of passages) {
    const button = passage.querySelector('button.copy');
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(passage.querySelector('[data-copy]').textContent);
      button.textContent = '已复制';
      setTimeout(() => { button.textContent = '复制'; }, 1500);
    });
  }
}
