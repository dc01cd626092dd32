import { announce, basket, copyText, quoted } from './taking.js';

/** The basket's own page: order, notes and exports. Word is made by the server, which keeps nothing of it. */
export function basketPage(page) {
  if (!page) return;
  const list = page.querySelector('.basket');
  const template = page.querySelector('template');

  const draw = () => {
    const items = basket.items();
    page.querySelector('[data-empty]').hidden = items.length > 0;
    page.querySelector('[data-full]').hidden = items.length === 0;
    list.replaceChildren(...items.map((item, at) => row(item, at, items.length)));
  };

  function row(item, at, count) {
    const part = template.content.cloneNode(true).firstElementChild;
    part.querySelector('[data-heading]').textContent = item.heading || '（没有小标题）';
    part.querySelector('[data-text]').textContent = item.text;
    const source = part.querySelector('[data-source]');
    source.textContent = item.source;
    if (typeof item.url === 'string' && item.url.startsWith('/reports/')) source.href = item.url;
    const note = part.querySelector('textarea');
    note.value = item.note ?? '';
    note.addEventListener('input', () => change(items => { items[at].note = note.value; }, false));
    const up = part.querySelector('[data-up]');
    const down = part.querySelector('[data-down]');
    up.disabled = at === 0;
    down.disabled = at === count - 1;
    up.addEventListener('click', () => { move(at, at - 1); });
    down.addEventListener('click', () => { move(at, at + 1); });
    part.querySelector('[data-remove]').addEventListener('click', () => change(items => { items.splice(at, 1); }));
    return part;
  }

  function move(from, to) {
    change(items => { items.splice(to, 0, ...items.splice(from, 1)); });
    list.children[to]?.querySelector(to < from ? '[data-up]' : '[data-down]')?.focus();
  }

  function change(edit, redraw = true) {
    const items = basket.items();
    edit(items);
    basket.keep(items);
    if (redraw) draw();
  }

  const forms = {
    text: items => items.map(item => [item.heading, quoted({ plain: item.text, source: item.source }), item.note && `注：${item.note}`].filter(Boolean).join('\n')).join('\n\n'),
    md: items => items.map(item => [`## ${item.heading || item.source}`, item.text, `——${item.source}`, item.note && `> 注：${item.note}`].filter(Boolean).join('\n\n')).join('\n\n') + '\n',
  };
  page.querySelector('[data-copy-all]').addEventListener('click', async () => {
    announce(await copyText(forms.text(basket.items())) ? '已复制全部，附出处' : '复制不成');
  });
  for (const kind of ['text', 'md']) {
    page.querySelector(`[data-save=${kind}]`).addEventListener('click', () => download(new Blob([forms[kind](basket.items())], { type: 'text/plain;charset=utf-8' }), `素材篮.${kind === 'md' ? 'md' : 'txt'}`));
  }
  page.querySelector('form[data-word]').addEventListener('submit', event => {
    event.target.elements.items.value = JSON.stringify(basket.items());
  });
  page.querySelector('[data-clear]').addEventListener('click', () => {
    if (confirm('清空素材篮？')) change(items => { items.length = 0; });
  });
  addEventListener('storage', draw);
  draw();
}

function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
