import { ActionIcon, Menu } from '@mantine/core';
import { Circle, CircleOff, Download, Ellipsis, Repeat2, SlidersHorizontal, Trash2 } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Proof } from '@/components/ui/proof';
import { useFormat } from '@/i18n/format';
import type { Asset } from '../api/list-assets';
import type { AssetActions } from '../hooks/use-asset-actions';
import { assetName, assetRatio, assetSeed, ratioText } from '../lib/asset-text';
import type { AssetOffer } from '../lib/offer';
import { AssetPicture } from './asset-picture';
import classes from './asset-proof.module.css';

/** How an asset is part of a selection; absent where nothing can be selected. */
export interface Selectable {
  selected: boolean;
  /** Something is selected: a click selects instead of opening. */
  selecting: boolean;
  onSelect: (range: boolean) => void;
}

interface Props {
  asset: Asset;
  actions: AssetActions;
  /** The one item of the sheet that Tab reaches. */
  active: boolean;
  onFocus: () => void;
  onOpen: () => void;
  /** Restores its settings, with or without the seed. Absent where there is nothing to restore them to. */
  onUse?: ((keepSeed: boolean) => void) | undefined;
  /** What else can be made of it. */
  offers?: readonly AssetOffer[];
  selectable?: Selectable | undefined;
  /** Said after format and seed: how long it took. */
  note?: string | undefined;
}

/** One asset on the sheet. */
export function AssetProof({ asset, actions, active, onFocus, onOpen, onUse, offers = [], selectable, note }: Props) {
  const { t } = useTranslation();
  const name = assetName(asset) ?? t('library.item.untitled');

  const onClick = (event: MouseEvent) => {
    const picks = selectable && (selectable.selecting || event.shiftKey || event.ctrlKey || event.metaKey);
    if (picks && event.detail !== 0) selectable.onSelect(event.shiftKey);
    else onOpen();
  };

  return (
    <Proof
      ratio={assetRatio(asset)}
      color={asset.color}
      selected={selectable?.selected ?? false}
      favorite={asset.favorite}
      caption={<Caption asset={asset} note={note} />}
      media={
        <>
          <button
            type="button"
            className={classes.open}
            aria-label={t('library.item.open', { name })}
            data-asset={asset.id}
            tabIndex={active ? 0 : -1}
            onFocus={onFocus}
            onClick={onClick}
          >
            <AssetPicture asset={asset} alt="" />
          </button>
          {selectable && (
            <input
              type="checkbox"
              className={classes.select}
              aria-label={t('library.item.select', { name })}
              tabIndex={active ? 0 : -1}
              checked={selectable.selected}
              onChange={(event) => selectable.onSelect((event.nativeEvent as { shiftKey?: boolean }).shiftKey === true)}
            />
          )}
        </>
      }
      actions={<ProofActions asset={asset} actions={actions} active={active} onUse={onUse} offers={offers} />}
    />
  );
}

/** "4:5 · semilla 81234 · 2,9 s"; where there is little room, without the word. A sound has its name, for nobody sees what it is. */
function Caption({ asset, note }: Pick<Props, 'asset' | 'note'>) {
  const { t } = useTranslation();
  const seed = assetSeed(asset);
  const format = useFormat();
  const shape = asset.type === 'audio' ? asset.name : ratioText(asset);
  const ratio = [shape, asset.duration_s !== null && format.seconds(asset.duration_s, 1)].filter(Boolean).join(' · ');
  if (seed === null) return <span title={assetName(asset) ?? undefined}>{ratio || asset.mime}</span>;
  return (
    <span title={assetName(asset) ?? undefined}>
      {ratio && <span className={classes.ratio}>{ratio} · </span>}
      <span className={classes.word}>{t('library.item.seed')} </span>
      {seed}
      {note && ` · ${note}`}
    </span>
  );
}

type ActionsProps = Pick<Props, 'asset' | 'actions' | 'active' | 'onUse'> & { offers: readonly AssetOffer[] };

function ProofActions({ asset, actions, active, onUse, offers }: ActionsProps) {
  const { t } = useTranslation();
  const tabIndex = active ? 0 : -1;
  const favorite = { icon: asset.favorite ? <CircleOff /> : <Circle />, label: favoriteLabel(asset) } as const;
  const toggleFavorite = () => actions.setFavorite([asset], !asset.favorite);
  return (
    <>
      <ActionIcon
        variant="default"
        className={classes.direct}
        aria-label={t(favorite.label)}
        aria-pressed={asset.favorite}
        tabIndex={tabIndex}
        onClick={toggleFavorite}
      >
        <Circle />
      </ActionIcon>
      <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon variant="default" className={classes.more} aria-label={t('library.more')} tabIndex={tabIndex}>
            <Ellipsis />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={favorite.icon} onClick={toggleFavorite}>
            {t(favorite.label)}
          </Menu.Item>
          <Menu.Item leftSection={<Download />} onClick={() => actions.download(asset)}>
            {t('library.download')}
          </Menu.Item>
          {onUse && asset.recipe && (
            <>
              <Menu.Item leftSection={<Repeat2 />} onClick={() => onUse(false)}>
                {t('library.remix')}
              </Menu.Item>
              <Menu.Item leftSection={<SlidersHorizontal />} onClick={() => onUse(true)}>
                {t('library.useAll')}
              </Menu.Item>
            </>
          )}
          {offers.length > 0 && <Menu.Divider />}
          {offers.map(({ label, icon, run }) => (
            <Menu.Item key={label} leftSection={icon} onClick={() => run(asset)}>
              {t(label) as string}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<Trash2 />} className={classes.danger} onClick={() => actions.remove([asset.id])}>
            {t('library.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

export const favoriteLabel = ({ favorite }: Pick<Asset, 'favorite'>) =>
  favorite ? ('library.unfavorite' as const) : ('library.favorite' as const);
