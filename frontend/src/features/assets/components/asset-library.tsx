import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import type { MediaLimits } from '@/services/picture-files';
import { keys } from '@/services/query-client';
import { toast } from '@/services/toasts';
import { type Asset, useAssets } from '../api/list-assets';
import { useAssetActions } from '../hooks/use-asset-actions';
import { useLibraryFilters } from '../hooks/use-library-filters';
import { useOpenAsset } from '../hooks/use-open-asset';
import { useSelection } from '../hooks/use-selection';
import { isFiltered, type LibraryFilters, NO_FILTERS } from '../lib/library-filters';
import type { AssetOffer } from '../lib/offer';
import { useUploads } from '../store/uploads';
import { ContactSheet, ContactSheetSkeleton, type SheetHandle } from './contact-sheet';
import { LibraryToolbar } from './library-toolbar';
import { LoadMore } from './load-more';
import { SelectionBar } from './selection-bar';
import { UploadList } from './upload-list';
import { UploadZone } from './upload-zone';
import { Viewer } from './viewer';

export interface LibraryParts {
  /** "128 elementos"; empty until it is known. */
  count: string;
  /** The button that opens the file picker. */
  upload: ReactNode;
  content: ReactNode;
}

interface Props {
  limits: MediaLimits;
  /** What an empty library leads to. */
  createAction: ReactNode;
  onUse: (asset: Asset, keepSeed: boolean) => void;
  offers?: readonly AssetOffer[];
  /** Draws the page around the parts. */
  children: (parts: LibraryParts) => ReactNode;
}

/** The library: search, filters, the sheet of everything made or uploaded, and the viewer. */
export function AssetLibrary({ limits, createAction, onUse, offers, children }: Props) {
  const { t } = useTranslation();
  const [filters, setFilters] = useLibraryFilters();
  const list = useAssets(filters);
  const assets = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total ?? 0;
  const actions = useAssetActions();
  const sheet = useRef<SheetHandle>(null);
  const viewer = useOpenAsset(assets, (id) => sheet.current?.focus(id));
  const selection = useSelection(assets, viewer.id === null);
  const upload = useUploadFiles(limits);
  useGoneToast(viewer.error, viewer.onClose);

  const content = (
    <>
      <LibraryToolbar filters={filters} onChange={setFilters} />
      <UploadList />
      {list.isPending && <ContactSheetSkeleton ratios={FIRST_FRAMES} />}
      {list.isError && assets.length === 0 && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && assets.length === 0 && (
        <Empty filters={filters} createAction={createAction} onClear={() => setFilters(NO_FILTERS)} />
      )}
      {assets.length > 0 && (
        <ContactSheet
          ref={sheet}
          label={t('library.list')}
          assets={assets}
          actions={actions}
          onOpen={viewer.open}
          onUse={onUse}
          offers={offers}
          selectable={selection.selectable}
          pending={list.isFetchingNextPage ? 6 : 0}
        />
      )}
      {list.hasNextPage && <LoadMore loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
      <SelectionBar selected={selection.selected} actions={actions} onAll={selection.all} onClear={selection.clear} />
      <Viewer {...viewer} onUse={onUse} offers={offers} actions={actions} />
    </>
  );
  const count = list.data ? t('library.count', { count: total }) : '';
  return (
    <UploadZone limits={limits} onFiles={upload}>
      {(pick) => children({ count, upload: pick, content })}
    </UploadZone>
  );
}

/** Formats of an ordinary library, for the frames before its first answer. */
const FIRST_FRAMES = [1, 0.8, 1, 1.78, 1, 0.56, 1, 0.8, 1.78, 1];

function useUploadFiles({ image, video, audio }: MediaLimits): (files: File[]) => void {
  const client = useQueryClient();
  const add = useUploads((state) => state.add);
  return useCallback(
    (files) => add(files, { image, video, audio }, () => void client.invalidateQueries({ queryKey: keys.assets })),
    [add, image, video, audio, client],
  );
}

/** A link to an asset that is gone says so and leaves the library open. */
function useGoneToast(error: Error | null, close: () => void): void {
  const { t } = useTranslation();
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    if (!error) return;
    toast({ id: 'asset-gone', kind: 'warn', title: t('viewer.gone'), text: t('viewer.gone.text') });
    latest.current();
  }, [error, t]);
}

interface EmptyProps {
  filters: LibraryFilters;
  createAction: ReactNode;
  onClear: () => void;
}

/** Why there is nothing to see: nothing made yet, no favourite yet, or nothing that matches. */
function Empty({ filters, createAction, onClear }: EmptyProps) {
  const { t } = useTranslation();
  if (!isFiltered(filters)) {
    return <EmptyState title={t('library.empty')} text={t('library.empty.text')} action={createAction} />;
  }
  const clear = (
    <Button variant="default" onClick={onClear}>
      {t('library.noMatch.clear')}
    </Button>
  );
  if (filters.favorite && !filters.q && !filters.type && !filters.period) {
    return <EmptyState title={t('library.noFavorites')} text={t('library.noFavorites.text')} action={clear} />;
  }
  const title = filters.q ? t('library.noMatch.q', { q: filters.q }) : t('library.noMatch');
  return <EmptyState title={title} text={t('library.noMatch.text')} action={clear} />;
}
