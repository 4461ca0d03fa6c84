import { type CSSProperties, Fragment, type ReactNode, useImperativeHandle } from 'react';
import { useTranslation } from 'react-i18next';
import { AspectFrame } from '@/components/ui/aspect-frame';
import type { Asset } from '../api/list-assets';
import type { AssetActions } from '../hooks/use-asset-actions';
import { useKeptFocus } from '../hooks/use-kept-focus';
import { useRovingGrid } from '../hooks/use-roving-grid';
import { useSheetKeys } from '../hooks/use-sheet-keys';
import { assetRatio } from '../lib/asset-text';
import { type AssetOffer, offersFor } from '../lib/offer';
import { AssetProof, type Selectable } from './asset-proof';
import classes from './contact-sheet.module.css';

export interface SheetHandle {
  /** Puts the keyboard on an asset, if it is still there. */
  focus: (id: string) => void;
}

/** What is still being made. */
export interface SheetLead {
  /** `<li>`s made with `SheetItem`. */
  content: ReactNode;
  /** How many. */
  count: number;
  /** They stand after this many assets. */
  after: number;
}

interface Props {
  label: string;
  assets: Asset[];
  actions: AssetActions;
  onOpen: (asset: Asset) => void;
  onUse?: ((asset: Asset, keepSeed: boolean) => void) | undefined;
  offers?: readonly AssetOffer[] | undefined;
  lead?: SheetLead | undefined;
  /** Frames where more will appear. */
  pending?: number;
  selectable?: ((asset: Asset) => Selectable) | undefined;
  note?: ((asset: Asset) => string | undefined) | undefined;
  ref?: React.Ref<SheetHandle>;
}

/** Pictures in rows of one height, each in its own aspect, as on a contact sheet. Arrow keys move between them. */
export function ContactSheet(props: Props) {
  const { label, assets, actions, onOpen, onUse, offers, lead, pending = 0, selectable, note, ref } = props;
  const grid = useRovingGrid<HTMLUListElement>(assets.length, '[data-asset]');
  useSheetKeys({ assets, actions, onUse, selectable });
  const noteFocus = useKeptFocus(assets, grid.focusItem);
  useImperativeHandle(ref, () => ({
    focus: (id) => {
      const index = assets.findIndex((asset) => asset.id === id);
      if (index !== -1) grid.focusItem(index);
    },
  }));
  const items = assets.map((asset, index) => (
    <SheetItem key={asset.id} ratio={assetRatio(asset)}>
      <AssetProof
        asset={asset}
        actions={actions}
        active={grid.isActive(index)}
        onFocus={() => grid.onFocusItem(index)}
        onOpen={() => onOpen(asset)}
        onUse={onUse && ((keepSeed) => onUse(asset, keepSeed))}
        offers={offersFor(asset, offers)}
        selectable={selectable?.(asset)}
        note={note?.(asset)}
      />
    </SheetItem>
  ));
  return (
    <div className={classes.board} data-few={items.length + (lead?.count ?? 0) <= FEW || undefined}>
      <ul className={classes.sheet} aria-label={label} ref={grid.ref} onKeyDown={grid.onKeyDown} onFocus={noteFocus}>
        {items.toSpliced(lead?.after ?? 0, 0, <Fragment key="lead">{lead?.content}</Fragment>)}
        {Array.from({ length: pending }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty frames have nothing else to be told apart by
          <SheetSkeleton key={index} ratio={1} />
        ))}
      </ul>
    </div>
  );
}

interface ItemProps {
  ratio: number;
  /** Holds sentences: as wide as these need, whatever the aspect. */
  words?: boolean;
  children: ReactNode;
}

/** A sheet with this little on it shows it larger. */
const FEW = 3;

/** A place on the sheet, as wide as its aspect asks for. */
export function SheetItem({ ratio, words, children }: ItemProps) {
  return (
    <li className={classes.item} data-words={words || undefined} style={{ '--ratio': ratio } as CSSProperties}>
      {children}
    </li>
  );
}

function SheetSkeleton({ ratio }: { ratio: number }) {
  return (
    <li className={classes.item} style={{ '--ratio': ratio } as CSSProperties} aria-hidden>
      <AspectFrame ratio={ratio} />
      <div className={classes.line} />
    </li>
  );
}

/** The sheet before its first answer. */
export function ContactSheetSkeleton({ ratios }: { ratios: number[] }) {
  const { t } = useTranslation();
  return (
    <div className={classes.board}>
      <ul className={classes.sheet} aria-busy="true" aria-label={t('common.loading')}>
        {ratios.map((ratio, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty frames have nothing else to be told apart by
          <SheetSkeleton key={index} ratio={ratio} />
        ))}
      </ul>
    </div>
  );
}
