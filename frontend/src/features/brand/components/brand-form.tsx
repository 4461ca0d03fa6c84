import { Button, NativeSelect, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BrandDraft, isColor, isHalf } from '../lib/brand-draft';
import classes from './brand-form.module.css';
import { ColorStrip } from './color-strip';
import { LexiconField } from './lexicon-field';
import { ToneChips } from './tone-chips';

interface Props {
  draft: BrandDraft;
  /** The field that chooses the logo. */
  logo: ReactNode;
  /** Typefaces the studio has, by name. */
  typefaces: readonly string[];
  /** Differs from what the studio has. */
  changed: boolean;
  saving: boolean;
  onChange: (fields: Partial<BrandDraft>) => void;
  onSave: () => void;
  /** Back to what the studio has. */
  onDiscard: () => void;
  /** Further buttons at the end: delete. */
  children?: ReactNode;
}

const MOST_PRODUCTS = 50; // the API's own limits, these and the lengths below

/** What the brand is called, looks like and says. */
export function BrandForm(props: Props) {
  const { draft, logo, typefaces, changed, saving, onChange, onSave, onDiscard, children } = props;
  const { t } = useTranslation();
  const [tried, setTried] = useState(false);
  const [typeface = ''] = draft.fonts;
  const nameless = draft.name.trim() === '';
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!nameless && draft.colors.every(isColor) && !draft.lexicon.some(isHalf)) onSave();
  };
  return (
    <form className={classes.form} onSubmit={save} noValidate aria-label={t('brand.form')}>
      <TextInput
        label={t('brand.name')}
        placeholder={t('brand.name.placeholder')}
        required
        withAsterisk={false}
        maxLength={100}
        error={tried && nameless && t('brand.name.missing')}
        value={draft.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('brand.tagline')}
        placeholder={t('brand.tagline.placeholder')}
        maxLength={200}
        value={draft.tagline}
        onChange={(event) => onChange({ tagline: event.currentTarget.value })}
      />
      {logo}
      <ColorStrip colors={draft.colors} onChange={(colors) => onChange({ colors })} />
      <NativeSelect
        label={t('brand.typeface')}
        description={t('brand.typeface.hint')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={typeface}
        onChange={({ currentTarget: { value } }) => onChange({ fonts: value ? [value, ...draft.fonts.slice(1)] : [] })}
        data={[
          { value: '', label: t('brand.typeface.none') },
          ...new Set([...typefaces, typeface].filter(Boolean)), // the kit's own, even where the studio lacks it
        ]}
      />
      <div className={classes.tone}>
        <Textarea
          label={t('brand.tone')}
          placeholder={t('brand.tone.placeholder')}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={200}
          value={draft.tone}
          onChange={(event) => onChange({ tone: event.currentTarget.value })}
        />
        <ToneChips tone={draft.tone} onChange={(tone) => onChange({ tone })} />
      </div>
      <TagsInput
        label={t('brand.products')}
        description={t('brand.products.hint')}
        placeholder={draft.products.length === 0 ? t('brand.products.placeholder') : ''}
        inputWrapperOrder={['label', 'input', 'description']}
        value={draft.products}
        onChange={(products) => onChange({ products })}
        maxTags={MOST_PRODUCTS}
        maxLength={120}
        acceptValueOnBlur
        clearable={false}
      />
      <TextInput
        label={t('brand.cta')}
        description={t('brand.cta.hint')}
        inputWrapperOrder={['label', 'input', 'description']}
        placeholder={t('brand.cta.placeholder')}
        maxLength={80}
        value={draft.cta}
        onChange={(event) => onChange({ cta: event.currentTarget.value })}
      />
      <LexiconField lexicon={draft.lexicon} tried={tried} onChange={(lexicon) => onChange({ lexicon })} />
      <Switch
        label={t('brand.default')}
        description={t('brand.default.hint')}
        checked={draft.default}
        onChange={(event) => onChange({ default: event.currentTarget.checked })}
      />
      <div className={classes.actions}>
        <Button type="submit" loading={saving}>
          {t('common.save')}
        </Button>
        {changed && (
          <Button variant="default" onClick={onDiscard}>
            {t('brand.discard')}
          </Button>
        )}
        {children && <div className={classes.more}>{children}</div>}
      </div>
    </form>
  );
}
