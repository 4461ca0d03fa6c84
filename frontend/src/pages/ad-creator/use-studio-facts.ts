/** What the image controls have to know about the studio, put together from what several features know. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { models, publicSettings } from '@/features/backend/api/queries';
import { brandsOptions } from '@/features/brand/api/brands';
import type { StudioFacts } from '@/features/image/lib/studio-facts';

export function useStudioFacts(): StudioFacts {
  const spanish = useTranslation().i18n.language === 'es';
  const settings = useQuery(publicSettings).data;
  const catalog = useQuery(models).data ?? [];
  const brands = useQuery(brandsOptions).data ?? [];
  const installed = (task: string) => catalog.filter((model) => model.task === task && model.state === 'installed');
  return {
    brand: brands.find((brand) => brand.default)?.name ?? null,
    languageModel: settings?.llm_model || null,
    faceRefinement: settings?.face_refinement ?? true,
    maxLoraBytes: settings?.max_lora_bytes ?? null,
    upscalers: installed('upscale').map(({ id, title, title_es }) => ({ id, title: (spanish && title_es) || title })),
    matting: installed('matting').length > 0,
  };
}
