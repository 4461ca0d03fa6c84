/** The catalog's image models in the page's language, and the one a draft draws with. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/services/api';
import type { ModelLimits } from '../lib/draft';
import type { ModelChoice } from '../lib/recipe';

type ModelInfo = Schemas['ModelInfo'];

export type Capability = 'text-to-image' | 'image-to-image' | 'inpaint' | 'negative-prompt' | 'pag' | 'lora' | 'edit';

export interface ModelNotice {
  license: string;
  licenseUrl: string;
  commercial: boolean;
}

export interface ImageModel extends ModelChoice, ModelNotice {
  title: string;
  description: string;
  /** What it can do, as the catalog names it. */
  can: (capability: Capability) => boolean;
  /** The small model that comes with the studio: it must not pretend to be more. */
  starter: boolean;
}

const STARTER = 'starter';

/** The part of a title before its explanation: "starter" of "starter: draws simple 3D icons, …". */
const shortTitle = (title: string) => title.split(':')[0]?.trim() || title;

function read(model: ModelInfo, limits: ModelLimits, spanish: boolean): ImageModel {
  return {
    id: model.id,
    active: model.active,
    usable: model.state === 'installed',
    limits,
    title: shortTitle((spanish && model.title_es) || model.title),
    description: (spanish && model.description_es) || model.description,
    can: (capability) => model.capabilities.includes(capability),
    starter: model.id === STARTER,
    license: model.license,
    licenseUrl: model.license_url,
    commercial: model.commercial_use,
  };
}

export function useImageModels(catalog: ModelInfo[] | undefined): ImageModel[] {
  const spanish = useTranslation().i18n.language === 'es';
  return useMemo(
    () => (catalog ?? []).flatMap((model) => (model.limits ? [read(model, model.limits, spanish)] : [])),
    [catalog, spanish],
  );
}

/** The model a draft names, else the studio's own choice, else any that can draw. */
export function chooseModel(models: ImageModel[], id: string | null): ImageModel | undefined {
  const usable = models.filter((model) => model.usable);
  return usable.find((model) => model.id === id) ?? usable.find((model) => model.active) ?? usable[0];
}
