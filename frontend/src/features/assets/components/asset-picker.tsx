import { Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Placeholder } from '@/components/ui/placeholder';
import { type Asset, useAssets } from '../api/list-assets';
import { assetName } from '../lib/asset-text';
import { type AssetType, NO_FILTERS } from '../lib/library-filters';
import classes from './asset-picker.module.css';
import { AssetPicture } from './asset-picture';
import { LoadMore } from './load-more';

interface Props {
  opened: boolean;
  title: string;
  /** What may be picked; of several kinds one is shown at a time. */
  kinds?: readonly AssetType[];
  onPick: (asset: Asset) => void;
  onClose: () => void;
}

/** One picture, video or sound out of the library (UX-6). */
export function AssetPicker({ opened, title, kinds = ['image'], onPick, onClose }: Props) {
  const { t } = useTranslation();
  const wide = useMediaQuery('(min-width: 768px)', true, { getInitialValueInEffect: false });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="xl"
      fullScreen={!wide}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Items
        kinds={kinds}
        onPick={(asset) => {
          onPick(asset);
          onClose();
        }}
      />
    </Modal>
  );
}

const PAUSE_MS = 250; // between the last key and the search

function Items({ kinds, onPick }: { kinds: readonly AssetType[]; onPick: (asset: Asset) => void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [kind, setKind] = useState(kinds[0] ?? 'image');
  const [q] = useDebouncedValue(words.trim(), PAUSE_MS);
  const list = useAssets({ ...NO_FILTERS, type: kind, q });
  const assets = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={classes.picker}>
      <TextInput
        type="search"
        aria-label={t('library.search')}
        placeholder={t('library.search.placeholder')}
        leftSection={<Search aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        data-autofocus
      />
      {kinds.length > 1 && (
        <SegmentedControl
          aria-label={t('library.type')}
          value={kind}
          onChange={(next) => setKind(next as AssetType)}
          data={kinds.map((one) => ({ value: one, label: t(`library.type.${one}`) }))}
        />
      )}
      {list.isPending && <Placeholder height={240} />}
      {list.isError && assets.length === 0 && (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} ratio={3} />
      )}
      {list.data && assets.length === 0 && (
        <EmptyState
          ratio={3}
          title={q ? t('library.noMatch.q', { q }) : t('library.empty')}
          text={t(q ? 'library.noMatch.text' : 'library.empty.text')}
        />
      )}
      <ul className={classes.grid}>
        {assets.map((asset) => {
          const name = assetName(asset) ?? t('library.item.untitled');
          return (
            <li key={asset.id}>
              <button type="button" className={classes.item} title={name} onClick={() => onPick(asset)}>
                <AssetPicture asset={asset} alt={t('library.pick', { name })} />
              </button>
              {kind === 'audio' && (
                <p className={classes.name} aria-hidden>
                  {name}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {list.hasNextPage && <LoadMore loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
    </div>
  );
}
