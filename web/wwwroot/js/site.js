import { keys, matchSteps, readingPane } from './reading.js';
import { liveSearch, rememberSearch, showLastSearches } from './search.js';
import { basketButtons, copyButtons, showBasketCount } from './taking.js';

/** What every freshly shown part of a page needs; called again for parts that are swapped in. */
function prepare(part) {
  copyButtons(part);
  basketButtons(part);
}

prepare(document);
showBasketCount();
rememberSearch();
showLastSearches(document.querySelector('[data-last-searches]'));
liveSearch(document.querySelector('form[data-search]'), prepare);
readingPane(document.querySelector('.search-page'), prepare);
matchSteps(document.querySelector('.report'));
keys();

// Only the pages that have these parts load what works them.
const basket = document.querySelector('[data-basket]');
if (basket) import('./basket-page.js').then(({ basketPage }) => basketPage(basket));
const left = document.querySelector('[data-selection]');
if (left) import('./cleaning.js').then(({ takeSelection }) => takeSelection(left, document.querySelector('.sides')));
const drop = document.querySelector('[data-drop]');
if (drop) import('./files.js').then(({ fileDrop }) => fileDrop(drop));
const state = document.querySelector('[data-import-state]:not([hidden])');
if (state) import('./files.js').then(({ importState }) => importState(state));

// An answer that was still being computed: a page that was asked for by its address asks again.
const waiting = document.querySelector('[data-come-back] a');
if (waiting && !document.querySelector('form[method=post].paste')) setTimeout(() => location.assign(waiting.href), 2000);
