import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Palette, Store, WandSparkles, X } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip, Chips } from '@/components/ui/chip';
import { type Style, stylesOptions } from '../api/words';
import type { ImageModel } from '../hooks/use-image-models';
import { useMagicPrompt } from '../hooks/use-magic-prompt';
import type { StudioFacts } from '../lib/studio-facts';
import { useDraft } from '../store/draft';
import { useWords } from '../store/words';
import { MagicLine } from './magic-line';
import classes from './prompt-words.module.css';
import { TranslationLine } from './translation-line';

const StylePicker = lazy(async () => ({ default: (await import('./style-picker')).StylePicker }));

interface Props {
  model: ImageModel;
  facts: StudioFacts;
}

/** Help with the words, under the box they are written in: improve them, give them a style, read them in English. */
export function PromptWords({ model, facts }: Props) {
  const { t } = useTranslation();
  const { draft, change } = useDraft();
  const magic = useMagicPrompt(model, facts);
  const [picking, picker] = useDisclosure(false);
  const [opened, keep] = useDisclosure(false); // the picker's file is fetched when it is first wanted
  return (
    <div className={classes.words}>
      <div className={classes.buttons}>
        <Button
          variant="default"
          leftSection={<WandSparkles />}
          loading={magic.pending}
          title={t('words.magic.about')}
          onClick={magic.run}
        >
          {t('words.magic')}
        </Button>
        <Button
          variant="default"
          leftSection={<Palette />}
          aria-haspopup="dialog"
          onClick={() => {
            keep.open();
            picker.open();
          }}
        >
          {t('words.styles')}
        </Button>
      </div>
      <Ways facts={facts} style={draft.style} onStyle={(style) => change({ style })} />
      <MagicLine magic={magic} model={facts.languageModel} />
      <TranslationLine model={model} languageModel={facts.languageModel} />
      {opened && (
        <Suspense>
          <StylePicker
            opened={picking}
            chosen={draft.style}
            onChoose={(style) => {
              change({ style });
              picker.close();
            }}
            onClose={picker.close}
          />
        </Suspense>
      )}
    </div>
  );
}

interface WaysProps {
  facts: StudioFacts;
  style: string | null;
  onStyle: (style: string | null) => void;
}

/** What goes along with the words: the chosen style, the brand, who improves them. Nothing to choose, nothing shown. */
function Ways({ facts, style, onStyle }: WaysProps) {
  const { t } = useTranslation();
  const { withBrand, withModel, set } = useWords();
  if (style === null && facts.brand === null && facts.languageModel === null) return null;
  return (
    <Chips label={t('words.ways')}>
      {style !== null && <StyleChip id={style} onRemove={() => onStyle(null)} />}
      {facts.brand !== null && (
        <Chip
          pressed={withBrand}
          icon={<Store aria-hidden />}
          title={t('words.brand.about', { brand: facts.brand })}
          onClick={() => set({ withBrand: !withBrand })}
        >
          {t('words.brand')}
        </Chip>
      )}
      {facts.languageModel !== null && (
        <Chip
          pressed={withModel}
          icon={<WandSparkles aria-hidden />}
          title={t('words.llm.about', { model: facts.languageModel })}
          onClick={() => set({ withModel: !withModel })}
        >
          {t('words.llm', { model: facts.languageModel })}
        </Chip>
      )}
    </Chips>
  );
}

/** The chosen style; pressing it lets it go. */
function StyleChip({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { t, i18n } = useTranslation();
  const { data } = useQuery(stylesOptions);
  const style = data?.find((one) => one.id === id);
  const name = style ? styleName(style, i18n.language) : id;
  return (
    <Chip
      pressed
      icon={<X aria-hidden />}
      label={t('words.style.remove', { name })}
      title={t('words.style.remove', { name })}
      onClick={onRemove}
    >
      {t('words.style', { name })}
    </Chip>
  );
}

export const styleName = (style: Style, language: string) => (language === 'es' ? style.name_es : style.name);
