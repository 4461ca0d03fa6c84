/** One picture from this device into the library, to be the logo. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadAsset } from '@/features/assets/api/upload-asset';
import { useFormat } from '@/i18n/format';
import { ApiError } from '@/services/errors';
import { ACCEPTED } from '@/services/picture-files';
import { keys } from '@/services/query-client';

export interface LogoUpload {
  send: (file: File) => void;
  /** 0 to 1 while it travels and is checked, else null. */
  sent: number | null;
  error: unknown;
}

export function useLogoUpload(maxBytes: number | undefined, onDone: (id: string) => void): LogoUpload {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const [sent, setSent] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const refuse = (message: string) => setError(new ApiError(0, { code: 'invalid_value', message }));
  const send = async (file: File) => {
    setError(null);
    if (!(file.type in ACCEPTED)) return refuse(t('library.upload.type'));
    if (maxBytes !== undefined && file.size > maxBytes) {
      return refuse(t('library.upload.size', { max: format.bytes(maxBytes) }));
    }
    setSent(0);
    try {
      onDone((await uploadAsset(file, { onProgress: setSent })).id);
      void client.invalidateQueries({ queryKey: keys.assets });
    } catch (failure) {
      setError(failure);
    } finally {
      setSent(null);
    }
  };
  return { send: (file) => void send(file), sent, error };
}
