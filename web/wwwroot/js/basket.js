import { announce } from './announce.js';
import { load, save } from './store.js';

const KEY = 'kb:basket';

/** The collected passages: { id, heading, text, source, url, note }, in the user's order. */
export const basket = {
  items: () => load(KEY).filter(item => item && typeof item.id === 'string' && typeof item.text === 'string'),
  keep(items) {
    if (!save(KEY, items)) announce('浏览器存不下了，请先导出素材篮');
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
