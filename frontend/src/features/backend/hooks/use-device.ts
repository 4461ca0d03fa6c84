import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/services/api';
import { useConnection } from '@/services/connection';
import { gpuStatus, models } from '../api/queries';

type ModelInfo = Schemas['ModelInfo'];

/** Device, memory and loaded models. The socket's `gpu_status` keeps it fresh; without one it is read now and then. */
export function useGpuStatus() {
  const live = useConnection((state) => state.live);
  return useQuery({ ...gpuStatus, refetchInterval: live ? false : 30_000 });
}

export const useModels = () => useQuery(models);

/** The image model that is used when a request names none. */
export function useActiveModel(): ModelInfo | undefined {
  return useModels().data?.find(({ active }) => active);
}

/** A model in the page's language. Of a title "starter: draws icons" the name is what stands before the colon. */
export function useModelText(): (model: ModelInfo) => { name: string; description: string } {
  const es = useTranslation().i18n.language === 'es';
  return (model) => {
    const [name = '', tagline] = ((es && model.title_es) || model.title).split(/: (.*)/s);
    const description = (es && model.description_es) || model.description;
    return { name, description: tagline ? `${capital(tagline)}. ${description}` : description };
  };
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** "NVIDIA L4" or "CPU": the device as a person calls it. */
export function deviceName(gpu: Schemas['GpuStatus']): string {
  return gpu.device_name || gpu.device.toUpperCase();
}
