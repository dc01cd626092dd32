import { basketButtons, showBasketCount } from './basket.js';
import { basketPage } from './basket-page.js';
import { copyButtons } from './copy.js';
import { fileDrop } from './files.js';
import { keys } from './keys.js';
import { matchSteps } from './matches.js';
import { readingPane } from './pane.js';
import { rememberSearch, showLastSearches } from './recent.js';
import { importState } from './state.js';
import { liveSearch } from './search.js';

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
basketPage(document.querySelector('[data-basket]'));
fileDrop(document.querySelector('[data-drop]'));
importState(document.querySelector('[data-import-state]'));
keys();
