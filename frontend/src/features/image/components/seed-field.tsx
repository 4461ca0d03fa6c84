import { ActionIcon, NumberInput, Tooltip } from '@mantine/core';
import { Check, Copy, Dices, Lock, LockOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCopy } from '@/components/ui/use-copy';
import { MAX_SEED, randomSeed } from '../lib/draft';
import classes from './seed-field.module.css';

interface Props {
  /** null: the studio draws one each time. */
  value: number | null;
  /** The seed of the newest picture: what "lock" holds on to. */
  last: number | null;
  onChange: (seed: number | null) => void;
}

/** The seed: drawn each time, or held (UX-18). Typing one, locking or drawing one holds it. */
export function SeedField({ value, last, onChange }: Props) {
  const { t } = useTranslation();
  const copy = useCopy();
  const locked = value !== null;
  const buttons = (
    <div className={classes.buttons}>
      <SeedButton
        label={t(locked ? 'image.seed.unlock' : 'image.seed.lock')}
        pressed={locked}
        onClick={() => onChange(locked ? null : (last ?? randomSeed()))}
      >
        {locked ? <Lock /> : <LockOpen />}
      </SeedButton>
      <SeedButton label={t('image.seed.randomise')} onClick={() => onChange(randomSeed())}>
        <Dices />
      </SeedButton>
      <SeedButton
        label={copy.done ? t('common.copied') : t('image.seed.copy')}
        disabled={!locked}
        onClick={() => void copy.run(String(value))}
      >
        {copy.done ? <Check /> : <Copy />}
      </SeedButton>
    </div>
  );
  return (
    <NumberInput
      classNames={{ input: classes.input }}
      label={t('image.seed')}
      description={t(locked ? 'image.seed.hint.locked' : 'image.seed.hint.random')}
      inputWrapperOrder={['label', 'input', 'description']}
      placeholder={t('image.seed.random')}
      value={value ?? ''}
      onChange={(seed) => onChange(typeof seed === 'number' ? seed : null)}
      min={0}
      max={MAX_SEED}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      rightSection={buttons}
      rightSectionWidth="calc(3 * var(--es-target))"
    />
  );
}

interface ButtonProps {
  label: string;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function SeedButton({ label, pressed, disabled, onClick, children }: ButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        className={classes.button}
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
