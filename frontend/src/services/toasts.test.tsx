import { act, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Toasts } from '@/components/ui/toasts';
import { renderApp } from '@/testing/render';
import { toast } from './toasts';

const show = (...toasts: Parameters<typeof toast>[0][]) => act(() => toasts.forEach(toast));
const titles = () => screen.getAllByText(/^Aviso/).map((node) => node.textContent);

describe('toasts (UX-55)', () => {
  it('are said politely, and one with the same id is counted instead of repeated', () => {
    renderApp(<Toasts />);
    show({ id: 'a', kind: 'info', title: 'Aviso A' }, { id: 'a', kind: 'info', title: 'Aviso A' });
    expect(screen.getByRole('status')).toHaveTextContent('Aviso A (2)');
  });

  it('are at most three, and an error does not leave for a notice', () => {
    renderApp(<Toasts />);
    show(
      { id: 'a', kind: 'danger', title: 'Aviso A' },
      { id: 'b', kind: 'info', title: 'Aviso B' },
      { id: 'c', kind: 'info', title: 'Aviso C' },
      { id: 'd', kind: 'info', title: 'Aviso D' },
    );
    expect(titles()).toEqual(['Aviso A', 'Aviso C', 'Aviso D']);
  });

  it('leave by themselves, but errors stay until closed', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { user } = renderApp(<Toasts />);
    show({ id: 'a', kind: 'danger', title: 'Aviso A' }, { id: 'b', kind: 'ok', title: 'Aviso B' });
    act(() => void vi.advanceTimersByTime(6000));
    expect(titles()).toEqual(['Aviso A']);
    await user.click(screen.getByRole('button', { name: 'Cerrar' }));
    expect(screen.queryByText('Aviso A')).not.toBeInTheDocument();
    vi.useRealTimers();
  });

  it('do their action once and go', async () => {
    const run = vi.fn();
    const { user } = renderApp(<Toasts />);
    show({ id: 'a', kind: 'info', title: 'Aviso A', action: { label: 'Deshacer', run }, duration: 10_000 });
    await user.click(screen.getByRole('button', { name: 'Deshacer' }));
    expect(run).toHaveBeenCalledOnce();
    expect(screen.queryByText('Aviso A')).not.toBeInTheDocument();
  });
});
