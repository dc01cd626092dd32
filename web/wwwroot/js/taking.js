/** Taking passages along: copying, the basket, and what the browser keeps for its user. */

let toast;
let timer;

/** Says a short sentence to the eye and, through the live region, to a screen reader. */
export function announce(message) {
  if (!toast) {
    toast = document.createElement('div');
    toast.className = 'toast';
    toast.setAttribute('role', 'status');
    document.body.append(toast);
  }
  toast.hidden = false;
  toast.textContent = message;
  clearTimeout(timer);
  timer = setTimeout(() => { toast.hidden = true; }, 2500);
}

/** What the browser keeps for its user. Storage may be full, forbidden or hold another version's data: then there is nothing. */
export function load(key) {
  try {
    const value = JSON.parse(localStorage.getItem(key));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** False where nothing could be kept. */
export function save(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

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

const BASKET = 'kb:basket';

/** The collected passages: { id, heading, text, source, url, note }, in the user's order. */
export const basket = {
  items: () => load(BASKET).filter(item => item && typeof item.id === 'string' && typeof item.text === 'string'),
  keep(items) {
    if (!save(BASKET, items)) announce('浏览器存不下了，请先导出素材篮');
    showBasketCount();
  },
};

/** The number of collected passages in the navigation. */
export function showBasketCount() {
  const count = basket.items().length;
  for (const part of document.querySelectorAll('[data-basket-count]')) part.textContent = count > 0 ? ` ${count}` : '';
}

/** Buttons that put a passage into the basket or take it out again. */
export function basketButtons(part) {
  for (const button of part.querySelectorAll('button[data-basket-add]')) {
    if (!button.hidden) continue;
    button.hidden = false;
    const passage = button.closest('[data-passage]');
    const isIn = () => basket.items().some(item => item.id === passage.dataset.passage);
    const label = () => {
      button.textContent = isIn() ? '移出素材篮' : '放进素材篮';
      button.setAttribute('aria-pressed', String(isIn()));
    };
    label();
    button.addEventListener('click', () => {
      const { passage: id, plain: text, heading = '', source, url } = passage.dataset;
      const items = basket.items();
      basket.keep(isIn() ? items.filter(item => item.id !== id) : [...items, { id, heading, text, source, url, note: '' }]);
      label();
      announce(isIn() ? `已放进素材篮，共 ${basket.items().length} 段` : '已移出素材篮');
    });
  }
}
