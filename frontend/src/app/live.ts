/**
 * Owner of the page's socket. Events are hints: progress goes to the live store, everything else only says which of
 * React Query's answers are out of date. After every (re)connection all of them are.
 */
import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { jobsNow } from '@/features/jobs/api/get-jobs';
import { forgetJobs, isTerminal, notePreview, noteUpdate } from '@/features/jobs/store/live';
import { useTray } from '@/features/jobs/store/tray';
import type { Schemas } from '@/services/api';
import { useApiKey, useBackendUrl } from '@/services/backend-url';
import { useConnection } from '@/services/connection';
import { keys } from '@/services/query-client';
import { openSocket, type StudioSocket } from '@/services/socket';

const GATHER_MS = 250; // a burst of events becomes one reading
const FORGET_MS = 60_000; // by then REST has told how a job ended, and its preview is no longer looked at

/** Invalidates keys, several calls within a moment as one. */
function makeRefresher(queryClient: QueryClient) {
  const due = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    timer = undefined;
    for (const queryKey of due.values()) void queryClient.invalidateQueries({ queryKey });
    due.clear();
  };
  return {
    refresh: (queryKey: QueryKey) => {
      due.set(JSON.stringify(queryKey), queryKey);
      timer ??= setTimeout(run, GATHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

function listen(socket: StudioSocket, queryClient: QueryClient): () => void {
  const { refresh, stop } = makeRefresher(queryClient);
  const connection = useConnection.getState;
  let connectedBefore = false;

  socket.on('connect', () => {
    connection().setLive(true);
    connection().report('online');
    // What happened meanwhile was not heard.
    for (const key of connectedBefore ? Object.values(keys) : [keys.jobs, keys.gpu]) {
      if (key !== keys.media) void queryClient.invalidateQueries({ queryKey: key });
    }
    connectedBefore = true;
  });
  socket.on('disconnect', () => {
    connection().setLive(false);
    void queryClient.refetchQueries({ queryKey: ['health'] });
  });
  socket.on('connect_error', (error) => {
    connection().setLive(false);
    if (error.message === 'invalid_api_key') connection().setLocked(true);
  });
  socket.on('job_update', (event) => {
    if (!noteUpdate(event)) return;
    if (isTerminal(event)) {
      if (event.status !== 'failed') useTray.getState().noteEnd(event.id);
      refresh(keys.jobs);
      setTimeout(() => forgetJobs((id) => id === event.id), FORGET_MS);
      if (event.kind === 'model_pull') refresh(keys.models);
    } else if (!isKnown(queryClient, event.id)) {
      refresh(jobsNow.queryKey); // started in another tab, or on the command line
    }
  });
  socket.on('job_preview', ({ id, seq }, jpeg) => notePreview(id, seq, new Blob([jpeg], { type: 'image/jpeg' })));
  socket.on('asset_created', () => refresh(keys.assets));
  socket.on('asset_deleted', () => refresh(keys.assets));
  socket.on('gpu_status', (status: Schemas['GpuStatus']) => queryClient.setQueryData(keys.gpu, status));
  return stop;
}

const isKnown = (queryClient: QueryClient, id: string): boolean =>
  queryClient.getQueryData(jobsNow.queryKey)?.active.some((job) => job.id === id) ?? false;

/** Keeps one socket open to the studio in use, and a clean slate when that becomes another. */
export function useLiveEvents(): void {
  const queryClient = useQueryClient();
  const base = useBackendUrl((backend) => backend.url);
  const key = useApiKey((kept) => kept.key);
  const locked = useConnection((connection) => connection.locked);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another address or key needs another socket
  useEffect(() => {
    if (locked) return;
    let close: (() => void) | undefined;
    let gone = false;
    const start = (socket: StudioSocket) => {
      const stop = listen(socket, queryClient);
      close = () => {
        stop();
        socket.off();
        socket.disconnect();
        useConnection.getState().setLive(false);
      };
      if (gone) close();
    };
    openSocket().then(start, () => {}); // without one the page reads by REST
    return () => {
      gone = true;
      close?.();
    };
  }, [base, key, locked, queryClient]);

  useEffect(
    () =>
      useBackendUrl.subscribe((now, before) => {
        if (now.url === before.url) return;
        useConnection.getState().reset();
        forgetJobs(() => true);
        // Answers of the studio before must not stand on the page as if they were this one's.
        void queryClient.resetQueries();
      }),
    [queryClient],
  );

  useEffect(
    () =>
      useConnection.subscribe((now, before) => {
        if (now.state === 'online' && before.state !== 'online' && before.state !== 'connecting') {
          void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'health' });
        }
      }),
    [queryClient],
  );
}
