/** The pictures of a swap on their way to it, who becomes whom, and how. Lives outside the page: leaving it loses nothing. */
import { create } from 'zustand';
import type { Schemas } from '@/services/api';
import { fileProblem } from '@/services/picture-files';
import { detectFaces, type Engine } from '../api/faces';
import type { Mapping, SourceFace } from '../lib/mapping';
import { acceptedFor, type FacePicture, type Limits, MOST_SOURCES, type Role } from '../lib/picture';

export interface SwapOptions {
  engine: Engine;
  keepMouth: boolean;
  keepEyes: boolean;
  strength: number;
  enhance: boolean;
  label: boolean;
}

export const USUAL_OPTIONS: SwapOptions = {
  engine: 'mesh',
  keepMouth: false,
  keepEyes: false,
  strength: 1,
  enhance: false,
  label: false,
};

interface SwapStore {
  sources: FacePicture[];
  target: FacePicture | null;
  /** Only what was chosen by hand. */
  chosen: Mapping;
  /** The source face that a click on a target face gives it. */
  held: SourceFace | null;
  options: SwapOptions;
  /** Whether all photos show one person; null: nobody has said. */
  onePerson: boolean | null;
  /** That everyone shown agrees, about these very pictures: other pictures ask again. */
  consent: boolean;
  /** The job whose progress and result the page shows. */
  jobId: string | null;
  /** What that job started from, as the page showed it: the target and its size. */
  before: FacePicture | null;
  addFiles: (role: Role, files: File[], limits: Limits) => void;
  addAsset: (role: Role, asset: Schemas['Asset']) => void;
  remove: (id: string) => void;
  /** Looks again, after it could not. */
  lookAgain: (id: string) => void;
  hold: (face: SourceFace | null) => void;
  assign: (mapping: Mapping) => void;
  setOnePerson: (onePerson: boolean) => void;
  setOptions: (options: Partial<SwapOptions>) => void;
  setConsent: (consent: boolean) => void;
  follow: (jobId: string | null) => void;
  reset: () => void;
}

const EMPTY = {
  sources: [],
  target: null,
  chosen: {},
  held: null,
  onePerson: null,
  consent: false,
  jobId: null,
  before: null,
};
const running = new Map<string, AbortController>();

export const useSwap = create<SwapStore>()((set, get) => ({
  ...EMPTY,
  options: USUAL_OPTIONS,
  addFiles: (role, files, limits) => {
    for (const file of role === 'target' ? files.slice(0, 1) : files) {
      const kind = file.type.startsWith('video/') ? 'video' : 'image';
      const problem = fileProblem(file, limits[kind], acceptedFor(role));
      const url = problem ? '' : URL.createObjectURL(file);
      const found = problem && { kind: problem === 'type' && kind === 'video' ? ('video' as const) : problem };
      put({ ...blank(role, file.name, kind), file, url, problem: found, state: found ? 'failed' : 'sending' });
    }
  },
  addAsset: (role, asset) => {
    const kind = asset.type === 'video' ? 'video' : 'image';
    put({ ...blank(role, asset.name || asset.prompt, kind), asset, url: asset.url, state: 'looking' });
  },
  remove: (id) => {
    stop(find(id));
    set(({ sources, target, held }) => ({
      sources: sources.filter((one) => one.id !== id),
      target: target?.id === id ? null : target,
      held: held?.picture === id ? null : held,
      consent: false,
      ...(target?.id === id && { chosen: {} }),
    }));
  },
  lookAgain: (id) => void look(id),
  hold: (held) => set({ held }),
  assign: (mapping) => set(({ chosen }) => ({ chosen: { ...chosen, ...mapping } })),
  setOnePerson: (onePerson) => set({ onePerson, held: null }),
  setOptions: (options) => {
    const { engine } = get().options;
    set((state) => ({ options: { ...state.options, ...options } }));
    if (options.engine === undefined || options.engine === engine) return;
    // Each engine numbers the faces its own way.
    set({ chosen: {}, held: null });
    for (const picture of [...get().sources, get().target]) if (picture?.state === 'ready') void look(picture.id);
  },
  setConsent: (consent) => set({ consent }),
  follow: (jobId) => set(({ target, before }) => ({ jobId, before: jobId ? target : before })),
  reset: () => {
    for (const picture of [...get().sources, get().target]) stop(picture);
    set(EMPTY);
  },
}));

const blank = (role: Role, name: string, kind: FacePicture['kind']): FacePicture => ({
  id: crypto.randomUUID(),
  role,
  name,
  kind,
  file: null,
  asset: null,
  url: '',
  state: 'sending',
  sent: 0,
  problem: null,
  detection: null,
  seen: 0,
});

const find = (id: string): FacePicture | undefined => {
  const { sources, target } = useSwap.getState();
  return [...sources, target].find((one) => one?.id === id) ?? undefined;
};

/** Ends what is under way for a picture. Its object URL stays until the page goes: a result may still be compared with it. */
function stop(picture: FacePicture | null | undefined): void {
  if (!picture) return;
  running.get(picture.id)?.abort();
  running.delete(picture.id);
}

function put(picture: FacePicture): void {
  useSwap.setState((state) => {
    if (picture.role === 'target') {
      stop(state.target);
      return { target: picture, chosen: {}, consent: false };
    }
    // A failed one makes room; past the most, the oldest goes.
    const others = state.sources.filter(({ state: how }) => how !== 'failed');
    for (const gone of others.slice(0, Math.max(0, others.length + 1 - MOST_SOURCES))) stop(gone);
    return { sources: [...others, picture].slice(-MOST_SOURCES), consent: false };
  });
  if (picture.state !== 'failed') void look(picture.id);
}

function change(id: string, fields: Partial<FacePicture>): void {
  const updated = (one: FacePicture) => (one.id === id ? { ...one, ...fields } : one);
  useSwap.setState(({ sources, target }) => ({ sources: sources.map(updated), target: target && updated(target) }));
}

/** Sends a picture to where faces are found. A video is looked at when it is swapped. */
async function look(id: string): Promise<void> {
  const picture = find(id);
  if (!picture) return;
  if (picture.kind === 'video') return change(id, { state: 'ready' });
  stop(picture);
  const abort = new AbortController();
  running.set(id, abort);
  change(id, { state: picture.file ? 'sending' : 'looking', sent: 0, problem: null, detection: null });
  try {
    const origin = picture.asset ? { asset: picture.asset.id } : { file: picture.file ?? new File([], '') };
    const detection = await detectFaces(origin, useSwap.getState().options.engine, {
      signal: abort.signal,
      onProgress: (sent) => picture.file && change(id, { sent, state: sent < 1 ? 'sending' : 'looking' }),
    });
    if (!abort.signal.aborted) change(id, { state: 'ready', detection, seen: Date.now() });
  } catch (error) {
    if (!abort.signal.aborted) change(id, { state: 'failed', problem: { kind: 'studio', error: error as Error } });
  } finally {
    if (running.get(id) === abort) running.delete(id);
  }
}
