import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Check, Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { Lora } from '../api/loras';
import classes from './lora-library.module.css';

interface Props {
  lora: Lora;
  chosen: boolean;
  /** No more can be chosen. */
  full: boolean;
  onToggle: () => void;
  onDelete: () => void;
}

/** One LoRA of the list; what cannot be used says why. */
export function LoraRow({ lora, chosen, full, onToggle, onDelete }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts = [
    lora.base === 'sdxl' ? 'SDXL' : t('lora.base.unknown'),
    ...(lora.rank === null ? [] : [t('lora.rank', { rank: lora.rank })]),
    format.bytes(lora.bytes),
    t(lora.source === 'library' ? 'lora.source.library' : 'lora.source.local'),
  ];
  return (
    <li className={classes.row} data-chosen={chosen || undefined}>
      <div className={classes.text}>
        <p className={classes.name}>{lora.name}</p>
        <p className={classes.facts}>{facts.join(' · ')}</p>
        {lora.trigger_words.length > 0 && (
          <p className={classes.words}>{t('lora.words', { words: lora.trigger_words.slice(0, 6).join(', ') })}</p>
        )}
        {lora.problem && <p className={classes.problem}>{lora.problem}</p>}
      </div>
      {!lora.problem && (
        <Button
          variant="default"
          className={classes.use}
          leftSection={chosen ? <Check /> : <Plus />}
          aria-pressed={chosen}
          aria-label={t('lora.use', { name: lora.name })}
          disabled={full && !chosen}
          onClick={onToggle}
        >
          {t(chosen ? 'lora.used' : 'lora.use.short')}
        </Button>
      )}
      {lora.source === 'library' && (
        <Tooltip label={t('lora.delete')}>
          <ActionIcon
            variant="subtle"
            className={classes.delete}
            aria-label={t('lora.delete.named', { name: lora.name })}
            onClick={onDelete}
          >
            <Trash2 />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}
