/** One-letter keys for the asset that has the focus. They are in the page's registry, so the `?` sheet lists them. */
import type { TKey } from '@/i18n';
import { useHotkey } from '@/services/hotkeys';
import type { Asset } from '../api/list-assets';
import type { Selectable } from '../components/asset-proof';
import type { AssetActions } from './use-asset-actions';
import { assetOf } from './use-kept-focus';

interface Options {
  assets: Asset[];
  actions: AssetActions;
  onUse?: ((asset: Asset, keepSeed: boolean) => void) | undefined;
  selectable?: ((asset: Asset) => Selectable) | undefined;
}

const GROUP: TKey = 'keys.group.sheet';

export function useSheetKeys({ assets, actions, onUse, selectable }: Options): void {
  const focused = () => {
    const id = assetOf(document.activeElement);
    return assets.find((asset) => asset.id === id);
  };
  const withFocused = (act: (asset: Asset) => void) => () => {
    const asset = focused();
    if (asset) act(asset);
  };
  const any = assets.length > 0;
  const use = (keepSeed: boolean) => withFocused((asset) => onUse?.(asset, keepSeed));

  useHotkey(
    { keys: '.', label: 'keys.favorite', group: GROUP },
    withFocused((asset) => actions.setFavorite([asset], !asset.favorite)),
    any,
  );
  useHotkey({ keys: 'r', label: 'keys.remix', group: GROUP }, use(false), any && onUse !== undefined);
  useHotkey({ keys: 'a', label: 'keys.useAll', group: GROUP }, use(true), any && onUse !== undefined);
  useHotkey({ keys: 'd', label: 'keys.download', group: GROUP }, withFocused(actions.download), any);
  useHotkey(
    { keys: 'Delete', label: 'keys.delete', group: GROUP },
    withFocused((asset) => actions.remove([asset.id])),
    any,
  );
  useHotkey(
    { keys: 'x', label: 'keys.select', group: GROUP },
    withFocused((asset) => selectable?.(asset).onSelect(false)),
    any && selectable !== undefined,
  );
}
