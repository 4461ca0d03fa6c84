/** Server state lives in React Query and nowhere else. Keys of what several features touch are named here. */
import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './errors';

/** `[...keys.assets, 'list', filters]`: a prefix is enough to invalidate everything below it. */
export const keys = {
  status: ['status'],
  settings: ['settings'],
  gpu: ['gpu'],
  models: ['models'],
  jobs: ['jobs'],
  assets: ['assets'],
  media: ['media'],
  brands: ['brands'],
  styles: ['styles'],
  translations: ['translations'],
  loras: ['loras'],
  avatars: ['avatars'],
  music: ['music'],
  scripts: ['scripts'],
  videoOptions: ['video-options'],
} as const;

const RETRIES = 2;

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // A studio on this machine answers without any network.
        networkMode: 'always',
        staleTime: 10_000,
        gcTime: 10 * 60_000,
        retry: (count, error) => count < RETRIES && !(error instanceof ApiError && error.status < 500),
        retryDelay: (count) => Math.min(500 * 2 ** count, 4000),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
