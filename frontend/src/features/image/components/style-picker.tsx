import { Button, Modal, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Check, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip, Chips } from '@/components/ui/chip';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Placeholder } from '@/components/ui/placeholder';
import { type Style, stylesOptions } from '../api/words';
import { findStyles } from '../lib/find-styles';
import { styleName } from './prompt-words';
import classes from './style-picker.module.css';

type Category = Style['category'];

interface Props {
  opened: boolean;
  chosen: string | null;
  onChoose: (id: string | null) => void;
  onClose: () => void;
}

/** The ad styles by what they are for, each with an example; searched in both languages. */
export function StylePicker({ opened, chosen, onChoose, onClose }: Props) {
  const { t } = useTranslation();
  const wide = useMediaQuery('(min-width: 768px)', true, { getInitialValueInEffect: false });
  const query = useQuery(stylesOptions);
  return (
    <Modal opened={opened} onClose={onClose} title={t('words.styles.title')} size={880} fullScreen={!wide}>
      {query.isPending && <Placeholder height={320} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} ratio={3} />}
      {query.data && <Styles styles={query.data} chosen={chosen} onChoose={onChoose} />}
    </Modal>
  );
}

function Styles({ styles, chosen, onChoose }: { styles: Style[] } & Pick<Props, 'chosen' | 'onChoose'>) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [category, setCategory] = useState<Category | null>(null);
  const categories = [...new Set(styles.map((style) => style.category))];
  const found = findStyles(styles, words, (one) => t(`words.category.${one}`));
  const shown = categories
    .filter((one) => category === null || one === category)
    .map((one) => ({ category: one, styles: found.filter((style) => style.category === one) }))
    .filter((group) => group.styles.length > 0);
  return (
    <div className={classes.picker}>
      <div className={classes.tools}>
        <TextInput
          type="search"
          aria-label={t('words.styles.search')}
          placeholder={t('words.styles.placeholder')}
          leftSection={<Search aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          data-autofocus
        />
        <Chips label={t('words.styles.categories')} swipe>
          <Chip pressed={category === null} onClick={() => setCategory(null)}>
            {t('words.styles.all')}
          </Chip>
          {categories.map((one) => (
            <Chip key={one} pressed={category === one} onClick={() => setCategory(category === one ? null : one)}>
              {t(`words.category.${one}`)}
            </Chip>
          ))}
        </Chips>
      </div>
      {shown.length === 0 && (
        <EmptyState
          ratio={3}
          title={t('words.styles.none', { words })}
          action={
            <Button
              variant="default"
              onClick={() => {
                setWords('');
                setCategory(null);
              }}
            >
              {t('words.styles.clear')}
            </Button>
          }
        />
      )}
      {shown.map((group) => (
        <section key={group.category} aria-label={t(`words.category.${group.category}`)}>
          <h3 className={classes.category}>{t(`words.category.${group.category}`)}</h3>
          <ul className={classes.styles}>
            {group.styles.map((style) => (
              <li key={style.id}>
                <StyleCard
                  style={style}
                  chosen={style.id === chosen}
                  onClick={() => onChoose(style.id === chosen ? null : style.id)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function StyleCard({ style, chosen, onClick }: { style: Style; chosen: boolean; onClick: () => void }) {
  const { t, i18n } = useTranslation();
  return (
    <button type="button" className={classes.style} aria-pressed={chosen} onClick={onClick}>
      <span className={classes.name}>
        {styleName(style, i18n.language)}
        {chosen && <Check aria-hidden />}
      </span>
      <span className={classes.example}>
        {t('words.styles.example', { text: i18n.language === 'es' ? style.example_es : style.example })}
      </span>
    </button>
  );
}
