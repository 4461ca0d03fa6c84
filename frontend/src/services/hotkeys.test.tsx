import { Modal } from '@mantine/core';
import { useEffect } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderApp } from '@/testing/render';
import { type Hotkey, hotkeyParts, listenForHotkeys, useHotkey } from './hotkeys';

function Key({ run, ...hotkey }: Partial<Hotkey> & { keys: string; run: () => void }) {
  useHotkey({ label: 'common.close', group: 'keys.group.general', ...hotkey }, run);
  useEffect(listenForHotkeys, []);
  return null;
}

describe('shortcuts', () => {
  it('work on the page and rest while somebody types', async () => {
    const run = vi.fn();
    const { user, getByRole } = renderApp(
      <>
        <Key keys="r" run={run} />
        <input aria-label="text" />
      </>,
    );
    await user.keyboard('r');
    expect(run).toHaveBeenCalledOnce();
    await user.type(getByRole('textbox'), 'rrr');
    expect(run).toHaveBeenCalledOnce();
  });

  it('generate from any field with Ctrl+Enter (UX-9)', async () => {
    const run = vi.fn();
    const { user, getByRole } = renderApp(
      <>
        <Key keys="mod+Enter" inFields run={run} />
        <input aria-label="number" type="number" />
      </>,
    );
    getByRole('spinbutton').focus();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(run).toHaveBeenCalledOnce();
  });

  it('are typed with AltGr where a keyboard has them there', () => {
    const run = vi.fn();
    renderApp(<Key keys="[" run={run} />);
    const init = { key: '[', ctrlKey: true, altKey: true, modifierAltGraph: true };
    window.dispatchEvent(new KeyboardEvent('keydown', init));
    expect(run).toHaveBeenCalledOnce();
  });

  it('of the page rest under a dialog, and those of the dialog work', async () => {
    const page = vi.fn();
    const dialog = vi.fn();
    const { user } = renderApp(
      <>
        <Key keys="r" run={page} />
        <Modal opened onClose={() => {}} transitionProps={{ duration: 0 }}>
          <Key keys="r" inDialog run={dialog} />
        </Modal>
      </>,
    );
    await user.keyboard('r');
    expect(page).not.toHaveBeenCalled();
    expect(dialog).toHaveBeenCalledOnce();
  });

  it('are written as they stand on the keys', () => {
    expect(hotkeyParts('mod+Enter')).toEqual(['Ctrl', 'Enter']);
    expect(hotkeyParts('alt+ArrowUp')).toEqual(['Alt', '↑']);
  });
});
