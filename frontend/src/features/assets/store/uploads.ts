/** Files on their way into the library. Lives outside the page, so that leaving it does not stop an upload. */
import { create } from 'zustand';
import { ACCEPTED_MEDIA, type FileProblem, fileProblem, limitOf, type MediaLimits } from '@/services/picture-files';
import { uploadAsset } from '../api/upload-asset';

/** Found before anything is sent, or what the studio answered. */
export type UploadProblem = { kind: FileProblem; maxBytes: number } | { kind: 'studio'; error: Error };

export interface Upload {
  id: string;
  name: string;
  state: 'waiting' | 'sending' | 'checking' | 'done' | 'failed';
  /** 0 to 1. */
  sent: number;
  problem: UploadProblem | null;
}

interface Uploads {
  items: Upload[];
  /** Takes files in; the ones that cannot work fail at once with the reason. `onDone` runs after each that arrives. */
  add: (files: File[], limits: MediaLimits, onDone: () => void) => void;
  cancel: (id: string) => void;
  dismiss: (id: string) => void;
  dismissDone: () => void;
}

const AT_ONCE = 2;

interface Waiting {
  id: string;
  file: File;
  onDone: () => void;
}

const waiting: Waiting[] = [];
const running = new Map<string, AbortController>();

export const useUploads = create<Uploads>()((set, get) => ({
  items: [],
  add: (files, limits, onDone) => {
    for (const file of files) {
      const id = crypto.randomUUID();
      const maxBytes = limitOf(file, limits);
      const found = fileProblem(file, maxBytes, ACCEPTED_MEDIA);
      const problem = found && { kind: found, maxBytes };
      const state = problem ? 'failed' : 'waiting';
      set(({ items }) => ({ items: [...items, { id, name: file.name, state, sent: 0, problem }] }));
      if (!problem) waiting.push({ id, file, onDone });
    }
    sendNext();
  },
  cancel: (id) => {
    running.get(id)?.abort();
    get().dismiss(id);
  },
  dismiss: (id) => {
    const at = waiting.findIndex((item) => item.id === id);
    if (at !== -1) waiting.splice(at, 1);
    set(({ items }) => ({ items: items.filter((item) => item.id !== id) }));
  },
  dismissDone: () => set(({ items }) => ({ items: items.filter(({ state }) => state !== 'done') })),
}));

function change(id: string, fields: Partial<Upload>): void {
  useUploads.setState(({ items }) => ({
    items: items.map((item) => (item.id === id ? { ...item, ...fields } : item)),
  }));
}

function sendNext(): void {
  while (running.size < AT_ONCE) {
    const next = waiting.shift();
    if (!next) return;
    void send(next);
  }
}

async function send({ id, file, onDone }: Waiting): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  change(id, { state: 'sending' });
  try {
    await uploadAsset(file, {
      signal: abort.signal,
      onProgress: (sent) => change(id, { sent, state: sent < 1 ? 'sending' : 'checking' }),
    });
    change(id, { state: 'done', sent: 1 });
    onDone();
  } catch (error) {
    if (!abort.signal.aborted) change(id, { state: 'failed', problem: { kind: 'studio', error: error as Error } });
  } finally {
    running.delete(id);
    sendNext();
  }
}
