import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Page } from '@/components/ui/page';
import { Placeholder } from '@/components/ui/placeholder';
import { type Brand, brandsOptions } from '@/features/brand/api/brands';
import { BrandCard } from '@/features/brand/components/brand-card';
import { BrandChoice } from '@/features/brand/components/brand-choice';
import { BrandForm } from '@/features/brand/components/brand-form';
import { useBrandEditor } from '@/features/brand/hooks/use-brand-editor';
import { NEW, useBrandDrafts } from '@/features/brand/store/brand-draft';
import { videoOptions } from '@/features/video/api/options';
import classes from './brand-tab.module.css';
import { LogoField, LogoPicture } from './logo-field';

/** Who the ads speak for. */
export function BrandTab() {
  const { t } = useTranslation();
  const query = useQuery(brandsOptions);
  const [chosen, choose] = useState<string | null>(null);
  const begun = useBrandDrafts((state) => NEW in state.drafts);
  const brands = query.data ?? [];
  const open = chosen ?? (brands.find((brand) => brand.default) ?? brands[0])?.id ?? (begun ? NEW : null);
  const brand = brands.find(({ id }) => id === open) ?? null;
  return (
    <Page
      title={t('brand.tab')}
      actions={
        brands.length > 0 && (
          <Button variant="default" leftSection={<Plus />} onClick={() => choose(NEW)} disabled={open === NEW}>
            {t('brand.new')}
          </Button>
        )
      }
    >
      {query.isPending && <Placeholder height={420} />}
      {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && open === null && (
        <div className={classes.empty}>
          <EmptyState
            title={t('brand.empty')}
            text={t('brand.empty.text')}
            action={<Button onClick={() => choose(NEW)}>{t('brand.empty.create')}</Button>}
          />
        </div>
      )}
      {query.data && open !== null && (
        <>
          {(brands.length > 1 || (brands.length > 0 && open === NEW)) && (
            <BrandChoice brands={brands} open={open} onChoose={choose} />
          )}
          <Editor key={open} brand={brand} first={brands.length === 0} onChoose={choose} />
        </>
      )}
    </Page>
  );
}

interface EditorProps {
  /** null: one that is still to be saved. */
  brand: Brand | null;
  first: boolean;
  onChoose: (id: string | null) => void;
}

/** The form, and beside it what the brand looks like. */
function Editor({ brand, first, onChoose }: EditorProps) {
  const editor = useBrandEditor(brand, first, onChoose, () => onChoose(null));
  const { draft, change } = editor;
  const fonts = useQuery(videoOptions).data?.fonts.filter(({ installed }) => installed) ?? [];
  return (
    <div className={classes.editor}>
      <div className={classes.card}>
        <BrandCard
          draft={draft}
          logo={draft.logo_asset_id && <LogoPicture id={draft.logo_asset_id} name={draft.name} />}
        />
      </div>
      <BrandForm
        draft={draft}
        logo={
          <LogoField
            value={draft.logo_asset_id}
            name={draft.name}
            onChange={(logo_asset_id) => change({ logo_asset_id })}
            colors={draft.colors}
            onColors={(colors) => change({ colors })}
          />
        }
        typefaces={fonts.map(({ family }) => family)}
        changed={editor.changed}
        saving={editor.saving}
        onChange={change}
        onSave={editor.save}
        onDiscard={() => {
          editor.discard();
          if (!brand) onChoose(null);
        }}
      >
        {brand && <DeleteBrand name={brand.name} onDelete={editor.remove} />}
      </BrandForm>
    </div>
  );
}

/** There is no way back, so it asks. */
function DeleteBrand({ name, onDelete }: { name: string; onDelete: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="subtle" color="danger" leftSection={<Trash2 />} onClick={() => setAsking(true)}>
        {t('brand.delete')}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('brand.delete.title', { name })}>
        <p>{t('brand.delete.text')}</p>
        <div className="es-dialog-actions">
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button
            color="danger"
            onClick={() => {
              setAsking(false);
              onDelete();
            }}
          >
            {t('brand.delete')}
          </Button>
        </div>
      </Modal>
    </>
  );
}
