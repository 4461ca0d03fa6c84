/** Stands in for `services/socket` in every test: the test plays the studio's part of the connection. */
import type { StudioEvents } from '@/services/socket';

type Listener = (...args: never[]) => void;

class FakeSocket {
  private listeners = new Map<string, Set<Listener>>();
  closed = false;

  on(event: string, listener: Listener): this {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(listener));
    return this;
  }
  off(): this {
    this.listeners.clear();
    return this;
  }
  disconnect(): this {
    this.closed = true;
    return this;
  }

  /** The connection itself: `connect`, `disconnect`, `connect_error`. */
  happens(event: 'connect' | 'disconnect' | 'connect_error', ...args: unknown[]): void {
    for (const listener of this.listeners.get(event) ?? []) listener(...(args as unknown as never[]));
  }
  /** What the studio says. */
  says<E extends keyof StudioEvents>(event: E, ...args: Parameters<StudioEvents[E]>): void {
    for (const listener of this.listeners.get(event) ?? []) listener(...(args as unknown as never[]));
  }
}

let latest: FakeSocket | undefined;

export async function openSocket(): Promise<FakeSocket> {
  latest = new FakeSocket();
  return latest;
}

/** The socket the page has open now. */
export function studioSocket(): FakeSocket {
  if (!latest || latest.closed) throw new Error('the page has no socket open');
  return latest;
}

export function forgetSocket(): void {
  latest = undefined;
}
