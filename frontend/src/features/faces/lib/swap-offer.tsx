/** What this page makes of a finished picture or video: the one that gets another face (UX-39). */
import { ScanFace } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TKey } from '@/i18n';
import type { Schemas } from '@/services/api';

type Asset = Schemas['Asset'];

interface Offer {
  label: TKey;
  icon: ReactNode;
  fits: (asset: Asset) => boolean;
  run: (asset: Asset) => void;
}

export const swapOffer = (go: (address: string) => void): Offer => ({
  label: 'offer.swap',
  icon: <ScanFace />,
  fits: ({ type }) => type === 'image' || type === 'video',
  run: ({ id }) => go(`/swap?target=${id}`),
});
