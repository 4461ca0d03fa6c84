import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import form from '@/components/ui/form.module.css';
import { type BrandDraft, isHalf } from '../lib/brand-draft';
import classes from './lexicon-field.module.css';

type Lexicon = BrandDraft['lexicon'];

interface Props {
  lexicon: Lexicon;
  /** It was to be saved: what is missing is said. */
  tried: boolean;
  onChange: (lexicon: Lexicon) => void;
}

const MOST = 200; // the API's own limits, this and the lengths below

/** Words of the brand's own, and how a voice says them. */
export function LexiconField({ lexicon, tried, onChange }: Props) {
  const { t } = useTranslation();
  const put = (at: number, fields: Partial<Lexicon[number]>) =>
    onChange(lexicon.map((entry, index) => (index === at ? { ...entry, ...fields } : entry)));
  return (
    <fieldset className={`${form.group} ${classes.field}`}>
      <legend>{t('brand.lexicon')}</legend>
      <p className={form.note}>{t('brand.lexicon.hint')}</p>
      {lexicon.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no name but its place
        <div key={index} className={classes.entry}>
          <TextInput
            label={t('brand.lexicon.word')}
            placeholder="Wi-Fi"
            maxLength={60}
            value={entry.word}
            onChange={(event) => put(index, { word: event.currentTarget.value })}
          />
          <TextInput
            label={t('brand.lexicon.spoken')}
            placeholder={t('brand.lexicon.spoken.placeholder')}
            maxLength={120}
            value={entry.spoken}
            error={tried && isHalf(entry) && t('brand.lexicon.half')}
            onChange={(event) => put(index, { spoken: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('brand.lexicon.language')}
            value={entry.language ?? ''}
            onChange={({ currentTarget: { value } }) =>
              put(index, { language: value === 'es' || value === 'en' ? value : null })
            }
            data={[
              { value: '', label: t('brand.lexicon.language.any') },
              { value: 'es', label: t('video.language.es') },
              { value: 'en', label: t('video.language.en') },
            ]}
          />
          <CloseButton
            className={classes.remove}
            aria-label={t('brand.lexicon.remove', { word: entry.word || index + 1 })}
            onClick={() => onChange(lexicon.toSpliced(index, 1))}
          />
        </div>
      ))}
      {lexicon.length < MOST && (
        <div>
          <Button
            variant="default"
            leftSection={<Plus />}
            onClick={() => onChange([...lexicon, { word: '', spoken: '', language: null }])}
          >
            {t('brand.lexicon.add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
