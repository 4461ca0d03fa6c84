/** Pressing "Swap": the request from what stands on the page, and what still keeps it from being sent. */
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Schemas } from '@/services/api';
import { type SwapFields, swapFaces } from '../api/faces';
import { isOnePerson, type Mapping, mapsAnything, settled } from '../lib/mapping';
import { facesOf, ORDER, originOf } from '../lib/picture';
import { useSwap } from '../store/swap';

/** Why the button cannot work yet, the first thing to do first. */
export type Missing = 'source' | 'target' | 'waiting' | 'sourceFace' | 'targetFace' | 'mapping' | 'consent';

/** Who becomes whom, as it stands now. */
export function useMapping(): Mapping {
  const { chosen, sources, target } = useSwap();
  return settled(chosen, sources, target, useOnePerson());
}

/** Whether all photos count as one person's. */
export function useOnePerson(): boolean {
  const { onePerson, sources, target } = useSwap();
  return isOnePerson(onePerson, sources, target);
}

export function useMissing(): Missing | null {
  const { sources, target, consent } = useSwap();
  const mapping = useMapping();
  const usable = sources.filter(({ state }) => state !== 'failed');
  if (usable.length === 0) return 'source';
  if (!target || target.state === 'failed') return 'target';
  if ([...usable, target].some(({ state }) => state !== 'ready')) return 'waiting';
  if (usable.every((picture) => facesOf(picture).length === 0)) return 'sourceFace';
  if (target.kind === 'image' && facesOf(target).length === 0) return 'targetFace';
  if (target.kind === 'image' && !mapsAnything(mapping)) return 'mapping';
  return consent ? null : 'consent';
}

export interface SwapRequest {
  start: (force?: boolean) => void;
  /** The same request again, after it could not be sent. */
  again: () => void;
  /** Stops the sending. */
  cancel: () => void;
  sending: boolean;
  /** 0 to 1. */
  sent: number;
  error: Error | null;
}

export function useSwapRequest(onAccepted: (job: Schemas['Job']) => void): SwapRequest {
  const mapping = useMapping();
  const onePerson = useOnePerson();
  const missing = useMissing();
  const [sent, setSent] = useState(0);
  const abort = useRef<AbortController | null>(null);
  const create = useMutation({
    mutationFn: (fields: SwapFields) => {
      setSent(0);
      abort.current = new AbortController();
      return swapFaces(fields, { signal: abort.current.signal, onProgress: setSent });
    },
    onSuccess: (job) => {
      useSwap.getState().follow(job.id);
      onAccepted(job);
    },
  });
  const cancelled = create.error instanceof DOMException;
  return {
    start: (force = false) => {
      if (missing === null && !create.isPending) create.mutate(toFields(mapping, onePerson, force));
    },
    again: () => create.variables && create.mutate(create.variables),
    cancel: () => abort.current?.abort(),
    sending: create.isPending,
    sent,
    error: cancelled ? null : create.error,
  };
}

/** Photos that no face is taken from stay at home. */
function toFields(mapping: Mapping, onePerson: boolean, force: boolean): SwapFields {
  const { sources, target, options } = useSwap.getState();
  const given = Object.values(mapping);
  const used = sources.filter((one) =>
    onePerson ? facesOf(one).length > 0 : given.some((face) => face?.picture === one.id),
  );
  // One person's photos keep their order: the first is the one the others are measured against.
  const photos = used.map((picture) => ({ id: picture.id, origin: originOf(picture) }));
  const ordered = photos.toSorted((one, other) => ORDER(one.origin) - ORDER(other.origin));
  const place = (picture: string) => ordered.findIndex(({ id }) => id === picture);
  const pairs = Object.entries(mapping).flatMap(([index, face]) => {
    if (!face) return [];
    const whole = { source_face: face.face, target_face: Number(index) };
    const first = place(face.picture);
    return [onePerson && first === 0 ? whole : { source: first, ...whole }];
  });
  return {
    ...options,
    id: crypto.randomUUID(),
    sources: ordered.map(({ origin }) => origin),
    target: target ? originOf(target) : { asset: '' },
    mapping: target?.kind === 'video' ? null : pairs,
    force,
  };
}
