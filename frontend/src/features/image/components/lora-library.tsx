import { Button, FileButton, Modal, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { FileUp, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Placeholder } from '@/components/ui/placeholder';
import { useFormat } from '@/i18n/format';
import { type Lora, lorasOptions } from '../api/loras';
import { useLoraChoice } from '../hooks/use-lora-choice';
import { findLoras } from '../lib/loras';
import { LoraImport } from './lora-import';
import classes from './lora-library.module.css';
import { LoraRow } from './lora-row';
import { LoraUploadList } from './lora-upload-list';

interface Props {
  opened: boolean;
  maxBytes: number | null;
  onClose: () => void;
}

/** The LoRAs there are: use one, add one from a file or an address, delete one. */
export function LoraLibrary({ opened, maxBytes, onClose }: Props) {
  const { t } = useTranslation();
  const wide = useMediaQuery('(min-width: 768px)', true, { getInitialValueInEffect: false });
  return (
    <Modal opened={opened} onClose={onClose} title={t('lora.dialog')} size={720} fullScreen={!wide}>
      <Library maxBytes={maxBytes} />
    </Modal>
  );
}

function Library({ maxBytes }: Pick<Props, 'maxBytes'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery(lorasOptions);
  const choice = useLoraChoice(maxBytes);
  const [words, setWords] = useState('');
  return (
    <div className={classes.library}>
      <div className={classes.add}>
        <FileButton accept=".safetensors" multiple onChange={choice.upload}>
          {(props) => (
            <Button variant="default" leftSection={<FileUp />} {...props}>
              {t('lora.file')}
            </Button>
          )}
        </FileButton>
        <LoraImport onAdded={choice.add} />
        <p className={classes.hint}>
          {maxBytes === null ? t('lora.about') : t('lora.about.limit', { max: format.bytes(maxBytes) })}
        </p>
      </div>
      <LoraUploadList />
      {query.isPending && <Placeholder height={200} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} ratio={3} />}
      {query.data && <Listed loras={query.data} words={words} onWords={setWords} choice={choice} />}
    </div>
  );
}

interface ListedProps {
  loras: Lora[];
  words: string;
  onWords: (words: string) => void;
  choice: ReturnType<typeof useLoraChoice>;
}

/** From this many on a search is worth its place. */
const MANY = 5;

function Listed({ loras, words, onWords, choice }: ListedProps) {
  const { t } = useTranslation();
  const found = findLoras(loras, words);
  if (loras.length === 0) return <EmptyState ratio={3} title={t('lora.empty')} text={t('lora.empty.text')} />;
  return (
    <>
      {loras.length >= MANY && (
        <TextInput
          type="search"
          aria-label={t('lora.search')}
          placeholder={t('lora.search.placeholder')}
          leftSection={<Search aria-hidden />}
          value={words}
          onChange={(event) => onWords(event.currentTarget.value)}
        />
      )}
      {found.length === 0 && <p className={classes.hint}>{t('lora.none', { words })}</p>}
      <ul className={classes.list} aria-label={t('lora.list')}>
        {found.map((lora) => (
          <LoraRow
            key={lora.id}
            lora={lora}
            chosen={choice.has(lora)}
            full={choice.full}
            onToggle={() => choice.toggle(lora)}
            onDelete={() => choice.remove(lora)}
          />
        ))}
      </ul>
    </>
  );
}
