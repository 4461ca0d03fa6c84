import { ActionIcon, Button, Modal, Tooltip } from '@mantine/core';
import { Circle, Download, Trash2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkey } from '@/services/hotkeys';
import type { Asset } from '../api/list-assets';
import type { AssetActions } from '../hooks/use-asset-actions';
import { assetName } from '../lib/asset-text';
import { type AssetOffer, offersFor } from '../lib/offer';
import { favoriteLabel } from './asset-proof';
import { Details } from './details';
import classes from './viewer.module.css';
import { ViewerStage } from './viewer-stage';

export interface ViewerProps {
  /** What is shown, or null while the viewer is closed. */
  asset: Asset | null;
  /** Its place among what can be walked through, from 0; -1 when it stands alone. */
  index: number;
  count: number;
  onMove: (by: 1 | -1) => void;
  onClose: () => void;
  onUse?: ((asset: Asset, keepSeed: boolean) => void) | undefined;
  /** What else can be made of it. */
  offers?: readonly AssetOffer[] | undefined;
  /** Id of an asset that opens beside what it was made from. */
  compared?: string | null | undefined;
  actions: AssetActions;
}

/** One asset, large, with everything known about it. A dialog: Esc closes, arrow keys walk through the sheet. */
export function Viewer({ asset, onClose, ...rest }: ViewerProps) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={asset !== null} onClose={onClose} fullScreen returnFocus={false} padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('viewer.title')} classNames={{ content: classes.content }}>
        {asset && <OpenViewer asset={asset} onClose={onClose} {...rest} />}
      </Modal.Content>
    </Modal.Root>
  );
}

function OpenViewer(props: ViewerProps & { asset: Asset }) {
  const { asset, index, count, onMove, onClose, onUse, offers, compared, actions } = props;
  const { t } = useTranslation();
  const name = assetName(asset) ?? t('library.item.untitled');
  const usable = onUse && asset.recipe ? onUse : undefined;
  const remove = () => {
    actions.remove([asset.id]);
    if (index !== -1 && index + 1 < count) onMove(1);
    else onClose();
  };
  useViewerKeys({ asset, onMove, onUse: usable, actions, remove });
  return (
    <div className={classes.layout}>
      <div className={classes.bar}>
        <p className={classes.name}>{name}</p>
        <div className={classes.tools}>
          <Tool
            label={t(favoriteLabel(asset))}
            pressed={asset.favorite}
            onClick={() => actions.setFavorite([asset], !asset.favorite)}
          >
            <Circle className={asset.favorite ? classes.marked : undefined} />
          </Tool>
          <Tool label={t('library.download')} onClick={() => actions.download(asset)}>
            <Download />
          </Tool>
          <Tool label={t('library.delete')} onClick={remove}>
            <Trash2 />
          </Tool>
          <Tool label={t('viewer.close')} onClick={onClose}>
            <X />
          </Tool>
        </div>
      </div>
      <ViewerStage
        key={asset.id}
        asset={asset}
        name={name}
        index={index}
        count={count}
        onMove={onMove}
        compare={compared === asset.id}
      />
      <aside className={classes.details} aria-label={t('viewer.details')}>
        {usable && (
          <div className={classes.use}>
            <Button onClick={() => usable(asset, true)} data-autofocus>
              {t('library.useAll')}
            </Button>
            <Tooltip label={t('library.remix.long')}>
              <Button variant="default" onClick={() => usable(asset, false)}>
                {t('library.remix')}
              </Button>
            </Tooltip>
          </div>
        )}
        <Offers asset={asset} offers={offersFor(asset, offers)} />
        <Details key={asset.id} asset={asset} actions={actions} />
      </aside>
    </div>
  );
}

function Offers({ asset, offers }: { asset: Asset; offers: readonly AssetOffer[] }) {
  const { t } = useTranslation();
  if (offers.length === 0) return null;
  return (
    <div className={classes.offers}>
      {offers.map(({ label, icon, run }) => (
        <Button key={label} variant="default" leftSection={icon} onClick={() => run(asset)}>
          {t(label) as string}
        </Button>
      ))}
    </div>
  );
}

interface ToolProps {
  label: string;
  pressed?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Tool({ label, pressed, onClick, children }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        aria-pressed={pressed}
        className={classes.tool}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

interface KeyOptions extends Pick<ViewerProps, 'onMove' | 'onUse' | 'actions'> {
  asset: Asset;
  remove: () => void;
}

function useViewerKeys({ asset, onMove, onUse, actions, remove }: KeyOptions): void {
  const here = { group: 'keys.group.viewer', inDialog: true } as const;
  useHotkey({ keys: 'ArrowRight', label: 'keys.next', ...here }, () => onMove(1));
  useHotkey({ keys: 'ArrowLeft', label: 'keys.previous', ...here }, () => onMove(-1));
  useHotkey({ keys: '.', label: 'keys.favorite', ...here }, () => actions.setFavorite([asset], !asset.favorite));
  useHotkey({ keys: 'r', label: 'keys.remix', ...here }, () => onUse?.(asset, false), onUse !== undefined);
  useHotkey({ keys: 'a', label: 'keys.useAll', ...here }, () => onUse?.(asset, true), onUse !== undefined);
  useHotkey({ keys: 'd', label: 'keys.download', ...here }, () => actions.download(asset));
  useHotkey({ keys: 'Delete', label: 'keys.delete', ...here }, remove);
}
