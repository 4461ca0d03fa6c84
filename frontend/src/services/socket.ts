/**
 * The studio's events. They are hints: whatever one says can be read by REST, and after every (re)connection the
 * listener's owner refetches. One socket per page; `app/live.tsx` owns it.
 */
import type { Socket } from 'socket.io-client';
import type { Schemas } from './api';
import { getApiKey, getBaseUrl } from './backend-url';

export interface StudioEvents {
  job_update: (event: Schemas['JobUpdateEvent']) => void;
  job_preview: (event: Schemas['JobPreviewEvent'], jpeg: ArrayBuffer) => void;
  asset_created: (asset: Schemas['Asset']) => void;
  asset_deleted: (event: { id: string }) => void;
  gpu_status: (status: Schemas['GpuStatus']) => void;
}

interface Requests {
  subscribe: (what: { all: true } | { job_id: string }) => void;
}

export type StudioSocket = Socket<StudioEvents, Requests>;

/**
 * Opens a socket to the studio in use. Polling stays available: a tunnel may refuse the upgrade. The client is loaded
 * after the page: nothing on the first screen waits for it.
 */
export async function openSocket(): Promise<StudioSocket> {
  const { io } = await import('socket.io-client');
  const base = new URL(getBaseUrl());
  const key = getApiKey();
  return io(base.origin, {
    path: `${base.pathname.replace(/\/$/, '')}/socket.io`,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    extraHeaders: { 'ngrok-skip-browser-warning': '1' },
    auth: key ? { key } : {},
    reconnectionDelayMax: 10_000,
    withCredentials: true,
  });
}
