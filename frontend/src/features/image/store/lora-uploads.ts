/** LoRA files on their way. Lives outside the dialog, so that closing it does not stop them. */
import { create } from 'zustand';
import { type Lora, uploadLora } from '../api/loras';

export interface LoraUpload {
  id: string;
  name: string;
  /** 0 to 1; 1: the studio is checking it. */
  sent: number;
  /** Why it was not taken. */
  error: unknown;
}

interface LoraUploads {
  items: LoraUpload[];
  /** `onDone` gets what the studio made of it. */
  send: (file: File, onDone: (lora: Lora) => void) => void;
  /** A file that cannot work, with the reason. */
  refuse: (file: File, error: unknown) => void;
  /** Stops it, or takes a failed one off the list. */
  dismiss: (id: string) => void;
}

const running = new Map<string, AbortController>();

export const useLoraUploads = create<LoraUploads>()((set, get) => {
  const change = (id: string, fields: Partial<LoraUpload>) =>
    set(({ items }) => ({ items: items.map((item) => (item.id === id ? { ...item, ...fields } : item)) }));
  const add = (file: File, error: unknown) => {
    const id = crypto.randomUUID();
    set(({ items }) => ({ items: [...items, { id, name: file.name, sent: 0, error }] }));
    return id;
  };
  return {
    items: [],
    send: (file, onDone) => {
      const id = add(file, null);
      const abort = new AbortController();
      running.set(id, abort);
      uploadLora(file, { signal: abort.signal, onProgress: (sent) => change(id, { sent }) })
        .then((lora) => {
          get().dismiss(id);
          onDone(lora);
        })
        .catch((error: unknown) => change(id, { error }))
        .finally(() => running.delete(id));
    },
    refuse: (file, error) => void add(file, error),
    dismiss: (id) => {
      running.get(id)?.abort();
      set(({ items }) => ({ items: items.filter((item) => item.id !== id) }));
    },
  };
});
