import { copyButtons } from './copy.js';
import { liveSearch } from './search.js';

liveSearch(document.querySelector('[data-search]'));
copyButtons(document.querySelectorAll('.passage'));
