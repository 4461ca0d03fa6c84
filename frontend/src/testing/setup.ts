/** What jsdom lacks, a clean slate after each test, and the test's own studio instead of the network. */
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { forgetJobs } from '@/features/jobs/store/live';
import { useTray } from '@/features/jobs/store/tray';
import { usePreferences } from '@/features/preferences/store';
import { i18next, loadLanguage } from '@/i18n';
import { useApiKey, useBackendUrl } from '@/services/backend-url';
import { useConnection } from '@/services/connection';
import { useHotkeys } from '@/services/hotkeys';
import { useToasts } from '@/services/toasts';
import { server } from './server';
import { forgetSocket } from './socket';

// The browser of somebody in Lima; jsdom's speaks English, and the page would follow it.
vi.hoisted(() =>
  Object.defineProperty(navigator, 'languages', { get: () => ['es-PE', 'es', 'en'], configurable: true }),
);
vi.mock('@/services/socket', () => import('./socket'));

window.matchMedia = ((query: string) => ({
  // Tests run as a desk with a mouse and reduced motion, so that nothing waits for an animation.
  matches: /prefers-reduced-motion: reduce|min-width: \d+(px|em)/.test(query),
  media: query,
  onchange: null,
  addEventListener: vi.fn(),
  removeEventListener: vi.fn(),
  addListener: vi.fn(),
  removeListener: vi.fn(),
  dispatchEvent: vi.fn(),
})) as typeof window.matchMedia;

window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.IntersectionObserver = class {
  root = null;
  rootMargin = '';
  scrollMargin = '';
  thresholds = [];
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
};
Element.prototype.scrollIntoView = () => {};
// Mantine's growing text areas measure themselves again when a font has arrived.
Object.defineProperty(document, 'fonts', { value: new EventTarget() });
URL.createObjectURL ??= () => `blob:${Math.random()}`;
URL.revokeObjectURL ??= () => {};

// The whole page under every failed query hides what failed.
configure({ getElementError: (message) => new Error(message ?? '') });

beforeAll(async () => {
  server.listen({ onUnhandledFrame: 'error' });
  await loadLanguage('en');
});
afterEach(async () => {
  cleanup();
  server.resetHandlers();
  forgetSocket();
  forgetJobs(() => true);
  useTray.setState({ ended: [], dismissed: [] });
  usePreferences.setState({ language: 'es', trayOpen: null });
  useBackendUrl.setState({ url: '' });
  useApiKey.setState({ base: '', key: '' });
  localStorage.clear();
  sessionStorage.clear();
  useConnection.getState().reset();
  useToasts.setState({ items: [] });
  useHotkeys.setState({ items: [] });
  await i18next.changeLanguage('es');
});
afterAll(() => server.close());
