/** The one registry of keyboard shortcuts: what is registered works and is listed on the `?` sheet (UX-58). */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { TKey } from '@/i18n';

export interface Hotkey {
  /** `?`, `r`, `mod+Enter`, `alt+ArrowUp`: `mod` is Ctrl, on a Mac Cmd. Letters are lower case. */
  keys: string;
  label: TKey;
  /** Heading under which the sheet lists it. */
  group: TKey;
  /** Also while typing in a field. */
  inFields?: boolean;
  /** Only while a dialog is open; all others rest then. */
  inDialog?: boolean;
}

interface Registered extends Hotkey {
  run: (event: KeyboardEvent) => void;
}

interface Registry {
  items: readonly Registered[];
}

export const useHotkeys = create<Registry>()(() => ({ items: [] }));

/** Registers a shortcut while the calling component is mounted; the latest registration of a key wins. */
export function useHotkey(hotkey: Hotkey, run: (event: KeyboardEvent) => void, enabled = true): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const { keys, label, group, inFields = false, inDialog = false } = hotkey;
  useEffect(() => {
    if (!enabled) return;
    const item: Registered = { keys, label, group, inFields, inDialog, run: (event) => latest.current(event) };
    useHotkeys.setState(({ items }) => ({ items: [...items, item] }));
    return () => useHotkeys.setState(({ items }) => ({ items: items.filter((other) => other !== item) }));
  }, [keys, label, group, inFields, inDialog, enabled]);
}

const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=range], [type=button])'));

function pressed(event: KeyboardEvent): string {
  // AltGr types the brackets of a Spanish keyboard; Windows reports it as Ctrl with Alt.
  const typed = event.getModifierState?.('AltGraph') ?? false;
  const mod = !typed && (isMac() ? event.metaKey : event.ctrlKey);
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return [mod && 'mod', event.altKey && !typed && 'alt', event.shiftKey && event.key.length > 1 && 'shift', key]
    .filter(Boolean)
    .join('+');
}

/** Listens once for the whole page; returns the function that stops it. */
export function listenForHotkeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const keys = pressed(event);
    const dialog = document.querySelector('[aria-modal="true"]') !== null;
    const typing = isField(event.target);
    const item = useHotkeys
      .getState()
      .items.findLast((one) => one.keys === keys && Boolean(one.inDialog) === dialog && (one.inFields || !typing));
    if (!item) return;
    event.preventDefault();
    item.run(event);
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

/** How a shortcut is written for people: ["Ctrl", "Enter"]. */
export function hotkeyParts(keys: string): string[] {
  const names: Record<string, string> = {
    mod: isMac() ? '⌘' : 'Ctrl',
    alt: isMac() ? '⌥' : 'Alt',
    shift: '⇧',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
  };
  return keys.split('+').map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}
