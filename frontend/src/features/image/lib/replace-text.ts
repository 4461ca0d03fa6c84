/** Puts other words into a text field in a way that the field's own undo (Ctrl+Z) knows about. */

/** False when the browser cannot: then the value has to be set from outside, and its undo begins anew. */
export function replaceText(field: HTMLElement | null, text: string): boolean {
  if (!(field instanceof HTMLTextAreaElement)) return false;
  // A phone would open its keyboard over what has just changed; it has no Ctrl+Z to keep either.
  if (window.matchMedia('(pointer: coarse)').matches) return false;
  field.focus();
  field.select();
  return typeof document.execCommand === 'function' && document.execCommand('insertText', false, text);
}
