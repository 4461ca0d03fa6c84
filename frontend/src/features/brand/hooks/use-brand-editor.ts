/** One brand being edited: its fields, what the studio has, and the ways out. `brand` null: a new one. */
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import { toast } from '@/services/toasts';
import { type Brand, useDeleteBrand, useSaveBrand } from '../api/brands';
import { type BrandDraft, draftOf, EMPTY_BRAND, toRequest } from '../lib/brand-draft';
import { NEW, useBrandDrafts } from '../store/brand-draft';

export interface BrandEditor {
  draft: BrandDraft;
  changed: boolean;
  saving: boolean;
  change: (fields: Partial<BrandDraft>) => void;
  save: () => void;
  discard: () => void;
  remove: () => void;
}

/** `onSaved` gets the brand's id, which a new one has only then; `onGone` follows a deletion. */
export function useBrandEditor(
  brand: Brand | null,
  first: boolean,
  onSaved: (id: string) => void,
  onGone: () => void,
): BrandEditor {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const id = brand?.id ?? NEW;
  const kept = useBrandDrafts((state) => state.drafts[id]);
  const { keep, forget } = useBrandDrafts.getState();
  const save = useSaveBrand();
  const remove = useDeleteBrand();
  // The first brand somebody makes is the one they mean when they say "my brand".
  const start = brand ? draftOf(brand) : { ...EMPTY_BRAND, default: first };
  const draft = kept ?? start;
  const say = (title: string, error: unknown) => {
    toast({ id: 'brand', kind: 'danger', title, text: inOneLine(errorText(error)) });
  };
  return {
    draft,
    changed: kept !== undefined && JSON.stringify(kept) !== JSON.stringify(start),
    saving: save.isPending,
    change: (fields) => keep(id, { ...draft, ...fields }),
    save: () =>
      save.mutate(
        { id: brand?.id ?? null, fields: toRequest(draft) },
        {
          onSuccess: (saved) => {
            forget(id);
            toast({ id: 'brand', kind: 'ok', title: t('brand.saved') });
            onSaved(saved.id);
          },
          onError: (error) => say(t('brand.save.failed'), error),
        },
      ),
    discard: () => forget(id),
    remove: () => {
      if (!brand) return;
      remove.mutate(brand.id, {
        onSuccess: () => {
          forget(id);
          toast({ id: 'brand', kind: 'ok', title: t('brand.deleted') });
          onGone();
        },
        onError: (error) => say(t('brand.delete.failed'), error),
      });
    },
  };
}
