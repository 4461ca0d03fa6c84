/** What the image tab makes of a finished picture: variations of it, a change of a part, a new picture from it. */
import { Brush, Grid2x2, ImageUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/ui/error-text';
import type { TKey } from '@/i18n';
import type { Schemas } from '@/services/api';
import { toast } from '@/services/toasts';
import { newRequest, useCreateImage } from '../api/create-image';
import { toReference } from '../api/get-reference';
import { draftSize, MOST_OUTPUTS, toFields, withReference } from '../lib/draft';
import { fromRecipe } from '../lib/recipe';
import { startFrom, useReference } from '../store/reference';
import { chooseModel, type ImageModel } from './use-image-models';

type Asset = Schemas['Asset'];

interface Offer {
  label: TKey;
  icon: ReactNode;
  fits: (asset: Asset) => boolean;
  run: (asset: Asset) => void;
}

interface Options {
  models: ImageModel[];
  onAccepted: (job: Schemas['Job']) => void;
  /** The image tab is what the person wants to see next. */
  onTaken: () => void;
}

export function usePictureOffers({ models, onAccepted, onTaken }: Options): Offer[] {
  const vary = useVariations(models, onAccepted);
  const edit = useReference((state) => state.edit);
  const picture = (asset: Asset) => toReference(asset) !== null;
  return [
    {
      label: 'offer.variations',
      icon: <Grid2x2 />,
      fits: (asset) => picture(asset) && typeof asset.recipe?.prompt === 'string',
      run: (asset) => {
        vary(asset);
        onTaken();
      },
    },
    {
      label: 'offer.edit',
      icon: <Brush />,
      fits: picture,
      run: (asset) => {
        if (startFrom(asset)) edit('paint');
        onTaken();
      },
    },
    {
      label: 'offer.reference',
      icon: <ImageUp />,
      fits: picture,
      run: (asset) => {
        startFrom(asset);
        onTaken();
      },
    },
  ];
}

/** Four pictures from this one, with its own words and settings and new seeds. The controls stay as they are. */
function useVariations(models: ImageModel[], onAccepted: (job: Schemas['Job']) => void): (asset: Asset) => void {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const create = useCreateImage(onAccepted);
  return (asset) => {
    const { draft } = fromRecipe(asset.recipe, models, false);
    const model = chooseModel(models, draft.model);
    if (!model) return;
    const variation = { ...withReference(draft, toReference(asset)), outputs: MOST_OUTPUTS };
    const request = newRequest(toFields(variation, model.limits), draftSize(variation, model.limits));
    create.mutateAsync(request).catch((error: unknown) => {
      const { title, hint } = errorText(error);
      toast({ id: 'variations', kind: 'danger', title: t('offer.variations.failed'), text: `${title} ${hint}`.trim() });
    });
  };
}
