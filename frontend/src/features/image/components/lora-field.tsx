import { Button, CloseButton, Slider } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Layers, Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip, Chips } from '@/components/ui/chip';
import { useFormat } from '@/i18n/format';
import { lorasOptions } from '../api/loras';
import type { ImageModel } from '../hooks/use-image-models';
import { type DraftLora, MOST_LORAS } from '../lib/draft';
import { HIGHEST_SCALE, hasTrigger, isSame, LOWEST_SCALE, toggleTrigger } from '../lib/loras';
import type { StudioFacts } from '../lib/studio-facts';
import { useDraft } from '../store/draft';
import classes from './lora-field.module.css';

const LoraLibrary = lazy(async () => ({ default: (await import('./lora-library')).LoraLibrary }));

interface Props {
  model: ImageModel;
  facts: StudioFacts;
}

/** What the model is taught for this picture: a style, a product, a person; each with how strongly. */
export function LoraField({ model, facts }: Props) {
  const { t } = useTranslation();
  const loras = useDraft((state) => state.draft.loras);
  const change = useDraft((state) => state.change);
  const [open, dialog] = useDisclosure(false);
  const [wanted, fetchOnce] = useDisclosure(false);
  const able = model.can('lora');
  const full = loras.length >= MOST_LORAS;
  const put = (index: number, lora: DraftLora) =>
    change({ loras: loras.map((one, at) => (at === index ? lora : one)) });
  return (
    <fieldset className={classes.field}>
      <legend>{t('lora.title')}</legend>
      {loras.length === 0 && <p className={classes.hint}>{t('lora.hint')}</p>}
      {loras.length > 0 && (
        <ul className={classes.chosen}>
          {loras.map((lora, index) => (
            <li key={JSON.stringify(lora.source)}>
              <Chosen
                lora={lora}
                able={able}
                onScale={(scale) => put(index, { ...lora, scale })}
                onRemove={() => change({ loras: loras.filter((_, at) => at !== index) })}
              />
            </li>
          ))}
        </ul>
      )}
      <Button
        variant="default"
        leftSection={loras.length === 0 ? <Layers /> : <Plus />}
        aria-haspopup="dialog"
        disabled={!able || full}
        onClick={() => {
          fetchOnce.open();
          dialog.open();
        }}
      >
        {t(loras.length === 0 ? 'lora.choose' : 'lora.more')}
      </Button>
      {!able && <p className={classes.hint}>{t('lora.unsupported', { model: model.title })}</p>}
      {able && full && <p className={classes.hint}>{t('lora.full', { count: MOST_LORAS })}</p>}
      {wanted && (
        <Suspense>
          <LoraLibrary opened={open} maxBytes={facts.maxLoraBytes} onClose={dialog.close} />
        </Suspense>
      )}
    </fieldset>
  );
}

interface ChosenProps {
  lora: DraftLora;
  able: boolean;
  onScale: (scale: number) => void;
  onRemove: () => void;
}

function Chosen({ lora, able, onScale, onRemove }: ChosenProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery({ ...lorasOptions, enabled: able });
  const prompt = useDraft((state) => state.draft.prompt);
  const change = useDraft((state) => state.change);
  const known = data?.find((one) => isSame(lora.source, one));
  const gone = data !== undefined && known === undefined && !('url' in lora.source);
  return (
    <div className={classes.lora}>
      <div className={classes.head}>
        <span className={classes.name} title={lora.title}>
          {lora.title}
        </span>
        <output className={classes.scale}>{format.number(lora.scale, 2)}</output>
        <CloseButton size="sm" aria-label={t('lora.remove', { name: lora.title })} onClick={onRemove} />
      </div>
      <Slider
        min={LOWEST_SCALE}
        max={HIGHEST_SCALE}
        step={0.05}
        startPointValue={0}
        marks={MARKS}
        label={null}
        thumbLabel={t('lora.scale', { name: lora.title })}
        disabled={!able}
        value={lora.scale}
        onChange={onScale}
      />
      {gone && <p className={classes.problem}>{t('lora.gone')}</p>}
      {known && known.trigger_words.length > 0 && (
        <div className={classes.triggers}>
          <Chips label={t('lora.triggers', { name: lora.title })}>
            {known.trigger_words.slice(0, MOST_TRIGGERS).map((word) => (
              <Chip
                key={word}
                pressed={hasTrigger(prompt, word)}
                title={t('lora.trigger.add')}
                onClick={() => change({ prompt: toggleTrigger(prompt, word) })}
              >
                {word}
              </Chip>
            ))}
          </Chips>
        </div>
      )}
    </div>
  );
}

const MARKS = [{ value: 0 }, { value: 1 }];
/** Some files list every word of their training captions. */
const MOST_TRIGGERS = 8;
