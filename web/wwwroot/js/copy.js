import { announce } from './announce.js';

/** Buttons that copy a passage, plain or with its source. They are hidden where scripts do not run. */
export function copyButtons(part) {
  for (const button of part.querySelectorAll('button[data-copy]')) {
    if (!button.hidden) continue;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const passage = button.closest('[data-passage]');
      const withSource = button.dataset.copy === 'source';
      const done = await copyText(withSource ? quoted(passage.dataset) : passage.dataset.plain);
      announce(done ? (withSource ? '已复制，附出处' : '已复制') : '复制不成，请选中文字后按 Ctrl+C');
    });
  }
}

/** 「……」——清河县审计局2023年度述职报告 */
export function quoted({ plain, source }) {
  return `「${plain}」——${source}`;
}

/** The clipboard's interface is absent on plain http in a local network: there, a selection is copied. */
export async function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused by the browser's settings: the older way may still be allowed.
    }
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'sr';
  document.body.append(area);
  const focused = document.activeElement;
  area.select();
  try {
    return document.execCommand('copy');
  } finally {
    area.remove();
    focused?.focus({ preventScroll: true });
  }
}
