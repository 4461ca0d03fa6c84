/** Which asset the viewer shows, kept in the address (`?asset=`): the Back button closes it, a link opens it. */
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { assetOptions } from '../api/get-asset';
import type { Asset } from '../api/list-assets';
import type { ViewerProps } from '../components/viewer';

const PARAM = 'asset';

interface OpenAsset extends Pick<ViewerProps, 'asset' | 'index' | 'count' | 'onMove' | 'onClose'> {
  /** The id in the address, found or not. */
  id: string | null;
  /** The address names an asset that does not exist. */
  error: Error | null;
  open: (asset: Asset) => void;
}

/** `onClosed` gets the id that was shown last, to put the focus back on it. */
export function useOpenAsset(assets: Asset[], onClosed: (id: string) => void): OpenAsset {
  const [params, setParams] = useSearchParams();
  const id = params.get(PARAM);
  const index = assets.findIndex((asset) => asset.id === id);
  const listed = assets[index] ?? null;
  // A deep link may name what the loaded pages do not hold.
  const alone = useQuery({ ...assetOptions(id ?? ''), enabled: id !== null && listed === null, retry: false });

  const show = useCallback(
    (next: string | null, replace: boolean) =>
      setParams(
        (now) => {
          const changed = new URLSearchParams(now);
          if (next) changed.set(PARAM, next);
          else changed.delete(PARAM);
          return changed;
        },
        { replace, preventScrollReset: true },
      ),
    [setParams],
  );

  return {
    id,
    asset: listed ?? (id ? (alone.data ?? null) : null),
    error: id && listed === null ? alone.error : null,
    index,
    count: assets.length,
    open: (asset) => show(asset.id, false),
    onMove: (by) => {
      const next = assets[index + by];
      if (index !== -1 && next) show(next.id, true);
    },
    onClose: () => {
      show(null, true);
      if (id) onClosed(id);
    },
  };
}
