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
