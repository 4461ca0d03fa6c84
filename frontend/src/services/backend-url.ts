/**
 * Where the studio is. Empty means: at the origin that served this page. Kept in the browser; a link with `?backend=`
 * can only propose another address (`features/backend` asks first).
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { local, session } from './storage';

interface BackendUrl {
  url: string;
  set: (url: string) => void;
}

export const useBackendUrl = create<BackendUrl>()(
  persist((set) => ({ url: '', set: (url) => set({ url }) }), {
    name: 'enfoads.backend',
    version: 1,
    storage: local(),
    partialize: ({ url }) => ({ url }),
  }),
);

/** Base of every request: origin and path, without a slash at the end. */
export const getBaseUrl = (): string => useBackendUrl.getState().url || window.location.origin;

export const isSameOrigin = (base = getBaseUrl()): boolean => new URL(base).origin === window.location.origin;

export type UrlProblem = 'invalid' | 'scheme' | 'mixed';

const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** What a person typed as origin + path, or why it cannot be used. `null`: the page's own origin. */
export function normaliseBackendUrl(text: string): { url: string } | { problem: UrlProblem } {
  const typed = text.trim();
  if (typed === '') return { url: '' };
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `${guessScheme(typed)}://${typed}`);
  } catch {
    return { problem: 'invalid' };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { problem: 'scheme' };
  // A page from https may call plain http only on the machine itself; the browser blocks the rest in silence.
  if (window.location.protocol === 'https:' && url.protocol === 'http:' && !LOCAL_HOST.test(url.hostname)) {
    return { problem: 'mixed' };
  }
  // People paste the address of the page they see: the studio is one level up.
  const path = url.pathname.replace(/\/app(\/.*)?$/, '').replace(/\/+$/, '');
  const base = url.origin + path;
  return { url: base === window.location.origin ? '' : base };
}

const guessScheme = (typed: string): string =>
  LOCAL_HOST.test(typed.replace(/[:/].*$/, '')) ? 'http' : window.location.protocol.slice(0, -1);

interface ApiKey {
  /** Base URL the key belongs to: it is never sent anywhere else. */
  base: string;
  key: string;
  set: (base: string, key: string) => void;
}

/** Key of a studio on another origin, whose cookie the browser would not send. Kept for this tab only. */
export const useApiKey = create<ApiKey>()(
  persist((set) => ({ base: '', key: '', set: (base, key) => set({ base, key }) }), {
    name: 'enfoads.key',
    version: 1,
    storage: session(),
    partialize: ({ base, key }) => ({ base, key }),
  }),
);

export function getApiKey(base = getBaseUrl()): string {
  const kept = useApiKey.getState();
  return kept.base === base ? kept.key : '';
}
