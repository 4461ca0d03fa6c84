import { Button, Collapse, NativeSelect, NumberInput, Textarea } from '@mantine/core';
import { ChevronDown, RotateCcw } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { ImageModel } from '../hooks/use-image-models';
import { type ImageDraft, isAdvancedTouched } from '../lib/draft';
import { isDistilled, stepsOf } from '../lib/quality';
import type { StudioFacts } from '../lib/studio-facts';
import classes from './advanced.module.css';
import { FaceField, PagField } from './engine-fields';
import { FileFields } from './file-fields';
import { LoraField } from './lora-field';
import { ModelPicker } from './model-picker';
import { SeedField } from './seed-field';

interface Props {
  draft: ImageDraft;
  model: ImageModel;
  models: ImageModel[];
  facts: StudioFacts;
  /** Seed of the newest picture. */
  lastSeed: number | null;
  open: boolean;
  onOpen: (open: boolean) => void;
  onChange: (fields: Partial<ImageDraft>) => void;
  onModel: (id: string | null) => void;
  onReset: () => void;
}

/** What most people never need, folded; whether it is folded is remembered (UX-20). */
export function Advanced(props: Props) {
  const { draft, model, models, facts, lastSeed, open, onOpen, onChange, onModel, onReset } = props;
  const { t } = useTranslation();
  const id = useId();
  return (
    <div>
      <button
        type="button"
        className={classes.fold}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => onOpen(!open)}
      >
        <ChevronDown aria-hidden />
        {t('image.advanced')}
        {isAdvancedTouched(draft) && <span className={classes.touched}>{t('image.advanced.touched')}</span>}
      </button>
      <Collapse expanded={open} id={id}>
        <div className={classes.fields}>
          <NegativeField draft={draft} model={model} onChange={onChange} />
          <FaceField draft={draft} model={model} facts={facts} onChange={onChange} />
          <LoraField model={model} facts={facts} />
          <Group title={t('image.advanced.file')}>
            <FileFields draft={draft} facts={facts} onChange={onChange} />
          </Group>
          <Group title={t('image.advanced.model')}>
            <ModelPicker chosen={draft.model} model={model} models={models} onChange={onModel} />
            <NumberFields draft={draft} model={model} onChange={onChange} />
            <SchedulerField draft={draft} model={model} onChange={onChange} />
            <PagField draft={draft} model={model} onChange={onChange} />
            <SeedField value={draft.seed} last={lastSeed} onChange={(seed) => onChange({ seed })} />
          </Group>
          <Button variant="default" leftSection={<RotateCcw />} onClick={onReset}>
            {t('image.reset')}
          </Button>
        </div>
      </Collapse>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.group} aria-labelledby={id}>
      <h3 className={classes.title} id={id}>
        {title}
      </h3>
      {children}
    </section>
  );
}

type FieldProps = Pick<Props, 'draft' | 'model' | 'onChange'>;

function SchedulerField({ draft, model, onChange }: FieldProps) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t('image.scheduler')}
      value={draft.scheduler ?? ''}
      onChange={(event) => onChange({ scheduler: event.currentTarget.value || null })}
      data={[
        { value: '', label: t('image.scheduler.default') },
        ...model.limits.schedulers.map((name) => ({ value: name, label: name })),
      ]}
    />
  );
}

function NegativeField({ draft, model, onChange }: FieldProps) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('image.negative')}
      placeholder={t('image.negative.placeholder')}
      description={model.can('negative-prompt') ? undefined : t('image.negative.unsupported', { model: model.title })}
      disabled={!model.can('negative-prompt')}
      autosize
      minRows={2}
      maxRows={6}
      maxLength={4000}
      value={draft.negativePrompt}
      onChange={(event) => onChange({ negativePrompt: event.currentTarget.value })}
    />
  );
}

function NumberFields({ draft, model, onChange }: FieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { limits } = model;
  const low = draft.steps !== null && draft.steps < limits.min_steps;
  const orNull = (value: string | number) => (typeof value === 'number' ? value : null);
  return (
    <div className={classes.pair}>
      <NumberInput
        label={t('image.steps')}
        placeholder={String(stepsOf(draft.quality, limits))}
        value={draft.steps ?? ''}
        onChange={(value) => onChange({ steps: orNull(value) })}
        min={1}
        max={150}
        allowDecimal={false}
        error={low && t('image.steps.low', { count: limits.min_steps, model: model.title })}
      />
      <NumberInput
        label={t('image.guidance')}
        description={
          limits.guidance === 0 && isDistilled(limits)
            ? t('image.guidance.unsupported', { model: model.title })
            : t('image.guidance.hint', { value: format.number(limits.guidance, 1) })
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        disabled={limits.guidance === 0 && isDistilled(limits)}
        placeholder={format.number(limits.guidance, 1)}
        value={draft.guidance ?? ''}
        onChange={(value) => onChange({ guidance: orNull(value) })}
        min={0}
        max={30}
        step={0.5}
        decimalScale={1}
        decimalSeparator={format.language === 'es' ? ',' : '.'}
      />
    </div>
  );
}
