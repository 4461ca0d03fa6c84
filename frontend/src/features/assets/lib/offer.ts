/** What can be made of an asset elsewhere in the studio; pages bring these, the sheet and the viewer show them. */
import type { ReactNode } from 'react';
import type { TKey } from '@/i18n';
import type { Asset } from '../api/list-assets';

export interface AssetOffer {
  label: TKey;
  icon: ReactNode;
  fits: (asset: Asset) => boolean;
  run: (asset: Asset) => void;
}

export const offersFor = (asset: Asset, offers: readonly AssetOffer[] = []): AssetOffer[] =>
  offers.filter(({ fits }) => fits(asset));
