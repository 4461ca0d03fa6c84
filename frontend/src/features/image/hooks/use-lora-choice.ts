/** Choosing LoRAs for the draft out of the studio's, and what comes in and goes out of those. */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import { useFormat } from '@/i18n/format';
import { ApiError } from '@/services/errors';
import { keys } from '@/services/query-client';
import { toast } from '@/services/toasts';
import { type Lora, useDeleteLora, useRestoreLora } from '../api/loras';
import { MOST_LORAS } from '../lib/draft';
import { isSame, toDraft } from '../lib/loras';
import { useDraft } from '../store/draft';
import { useLoraUploads } from '../store/lora-uploads';

export function useLoraChoice(maxBytes: number | null) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const loras = useDraft((state) => state.draft.loras);
  const change = useDraft((state) => state.change);
  const { send, refuse } = useLoraUploads.getState();
  const remove = useRemoval();

  /** What was just brought here is wanted, too. */
  const add = (lora: Lora) => {
    const now = useDraft.getState().draft.loras;
    if (now.length < MOST_LORAS && !now.some(({ source }) => isSame(source, lora))) {
      change({ loras: [...now, toDraft(lora)] });
    }
    void client.invalidateQueries({ queryKey: keys.loras });
  };
  const problemOf = (file: File): string | null => {
    if (!file.name.toLowerCase().endsWith('.safetensors')) return t('lora.file.type');
    if (file.size === 0) return t('lora.file.empty');
    return maxBytes !== null && file.size > maxBytes ? t('lora.file.size', { max: format.bytes(maxBytes) }) : null;
  };
  return {
    has: (lora: Lora) => loras.some(({ source }) => isSame(source, lora)),
    full: loras.length >= MOST_LORAS,
    add,
    toggle: (lora: Lora) => {
      const others = loras.filter(({ source }) => !isSame(source, lora));
      change({ loras: others.length < loras.length ? others : [...loras, toDraft(lora)] });
    },
    remove,
    upload: (files: File[]) => {
      for (const file of files) {
        const message = problemOf(file);
        if (message === null) send(file, add);
        else refuse(file, new ApiError(0, { code: 'invalid_value', message }));
      }
    },
  };
}

/** Out of the library and out of the draft, with a way back for both. */
function useRemoval() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const { mutate } = useDeleteLora();
  const { mutate: restore } = useRestoreLora();
  const fail = (title: string) => (error: unknown) => {
    toast({ id: 'lora', kind: 'danger', title, text: inOneLine(errorText(error)) });
  };
  return (lora: Lora) => {
    const { draft, change } = useDraft.getState();
    const before = draft.loras;
    const undo = () => {
      if (lora.asset_id === null) return;
      restore(lora.asset_id, { onSuccess: () => change({ loras: before }), onError: fail(t('lora.restore.failed')) });
    };
    mutate(lora.id, {
      onSuccess: () => {
        change({ loras: before.filter(({ source }) => !isSame(source, lora)) });
        toast({
          id: `lora-${lora.id}`,
          kind: 'info',
          title: t('lora.deleted', { name: lora.name }),
          duration: UNDO_MS,
          action: { label: t('common.undo'), run: undo },
        });
      },
      onError: fail(t('lora.delete.failed')),
    });
  };
}

const UNDO_MS = 10_000;
