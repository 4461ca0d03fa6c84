import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Circle, Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LibraryFilters, PERIODS, TYPES } from '../lib/library-filters';
import classes from './library-toolbar.module.css';

interface Props {
  filters: LibraryFilters;
  onChange: (change: Partial<LibraryFilters>) => void;
}

/** Search, filters and order of the library. */
export function LibraryToolbar({ filters, onChange }: Props) {
  const { t } = useTranslation();
  const select = <K extends 'type' | 'period' | 'sort'>(name: K, value: string) =>
    onChange({ [name]: value || null } as Partial<LibraryFilters>);
  return (
    <search className={classes.toolbar}>
      <SearchField value={filters.q} onChange={(q) => onChange({ q })} />
      <NativeSelect
        aria-label={t('library.type')}
        value={filters.type ?? ''}
        onChange={(event) => select('type', event.currentTarget.value)}
        data={[
          { value: '', label: t('library.type.all') },
          ...TYPES.map((type) => ({ value: type, label: t(`library.type.${type}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t('library.period')}
        value={filters.period ?? ''}
        onChange={(event) => select('period', event.currentTarget.value)}
        data={[
          { value: '', label: t('library.period.all') },
          ...PERIODS.map((period) => ({ value: period, label: t(`library.period.${period}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t('library.sort')}
        value={filters.sort}
        onChange={(event) => select('sort', event.currentTarget.value)}
        data={[
          { value: 'newest', label: t('library.sort.newest') },
          { value: 'oldest', label: t('library.sort.oldest') },
        ]}
      />
      <Button
        variant="default"
        aria-pressed={filters.favorite}
        className={classes.favorites}
        leftSection={<Circle />}
        onClick={() => onChange({ favorite: !filters.favorite })}
      >
        {t('library.favorites')}
      </Button>
    </search>
  );
}

const TYPING_MS = 250;

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const send = useDebouncedCallback(onChange, TYPING_MS);
  // Someone else changed it: the Back button, "remove the filters".
  useEffect(() => setText(value), [value]);
  const change = (next: string) => {
    setText(next);
    send(next);
  };
  return (
    <TextInput
      className={classes.search}
      type="search"
      aria-label={t('library.search')}
      placeholder={t('library.search.placeholder')}
      leftSection={<Search />}
      rightSection={text && <CloseButton aria-label={t('library.search.clear')} onClick={() => change('')} />}
      value={text}
      maxLength={200}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
