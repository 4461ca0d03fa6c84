/**
 * What other pages bring: `/create?prompt=…` fills the words, `?reference=<asset id>` the reference picture, and
 * `?edit=<asset id>` opens the brush over it. They leave the address, so that a reload keeps later edits.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { referenceOptions } from '@/features/image/api/get-reference';
import { useDraft } from '@/features/image/store/draft';
import { startFrom, useReference } from '@/features/image/store/reference';
import { toast } from '@/services/toasts';

const TAKEN = ['prompt', 'reference', 'edit'] as const;

export function useDraftFromAddress(): void {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const given = TAKEN.map((name) => params.get(name) ?? '').join('\n');
  const taken = useRef('');
  useEffect(() => {
    if (given.trim() === '' || taken.current === given) return;
    taken.current = given;
    const [prompt = '', reference = '', edit = ''] = given.split('\n');
    if (prompt) useDraft.getState().change({ prompt });
    const id = edit || reference;
    if (id) {
      void client
        .fetchQuery(referenceOptions(id))
        .then(startFrom, () => false)
        .then((found) => {
          if (!found) toast({ id: 'reference', kind: 'warn', title: t('viewer.gone'), text: t('viewer.gone.text') });
          else if (edit) useReference.getState().edit('paint');
        });
    }
    setParams(
      (now) => {
        for (const name of TAKEN) now.delete(name);
        return now;
      },
      { replace: true },
    );
  }, [given, client, setParams, t]);
}
