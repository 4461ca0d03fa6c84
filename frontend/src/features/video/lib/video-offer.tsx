/** What this tab makes of a picture or a clip: one more scene (UX-39). */
import { Clapperboard } from 'lucide-react';
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

export const videoOffer = (go: (address: string) => void): Offer => ({
  label: 'offer.video',
  icon: <Clapperboard />,
  fits: ({ type }) => type === 'image' || type === 'video',
  run: ({ id }) => go(`/create?tab=video&visual=${id}`),
});
