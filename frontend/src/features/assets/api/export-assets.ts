import { useMutation } from '@tanstack/react-query';
import { api } from '@/services/api';
import { saveBlob } from '../lib/save-file';

/** Several assets as one ZIP, made by the studio. */
export const useExportAssets = () =>
  useMutation({
    mutationFn: async (ids: string[]) => {
      const { data } = await api().POST('/api/assets/export', { body: { ids }, parseAs: 'blob' });
      saveBlob(data as Blob, 'enfoads.zip');
    },
  });
