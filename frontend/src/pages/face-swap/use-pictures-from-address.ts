/** What other pages bring: `/swap?source=<asset id>` and `?target=<asset id>`. They leave the address once they are taken. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { assetOptions } from '@/features/assets/api/get-asset';
import type { Role } from '@/features/faces/lib/picture';
import { useSwap } from '@/features/faces/store/swap';
import { toast } from '@/services/toasts';

const ROLES: readonly Role[] = ['source', 'target'];

export function usePicturesFromAddress(): void {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const taken = useRef('');
  const brought = params.toString();
  useEffect(() => {
    const asked = new URLSearchParams(brought);
    const roles = ROLES.filter((role) => asked.get(role));
    if (roles.length === 0 || taken.current === brought) return;
    taken.current = brought;
    const gone = () => toast({ id: 'faces', kind: 'warn', title: t('viewer.gone'), text: t('viewer.gone.text') });
    for (const role of roles) {
      const found = client.fetchQuery(assetOptions(asked.get(role) ?? ''));
      void found.then((asset) => useSwap.getState().addAsset(role, asset), gone);
      asked.delete(role);
    }
    setParams(asked, { replace: true });
  }, [brought, client, setParams, t]);
}
