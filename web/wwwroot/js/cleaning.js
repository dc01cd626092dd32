/** What one selects in a text goes into the field for what cleaning left over, also what was selected before this came. */
export function takeSelection(field, texts) {
  const take = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !texts?.contains(selection.anchorNode) || !texts.contains(selection.focusNode)) return;
    const words = selection.toString().trim();
    if (words) field.value = words;
  };
  document.addEventListener('selectionchange', take);
  take();
}
