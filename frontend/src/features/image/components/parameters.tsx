import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/services/toasts';
import type { ImageModel } from '../hooks/use-image-models';
import { deliveryOf, PLATFORM, withFormat, withReferenceFormat } from '../lib/delivery';
import { followedSize, isPartial, MOST_OUTPUTS, resetSettings, withModel } from '../lib/draft';
import type { StudioFacts } from '../lib/studio-facts';
import { useDraft } from '../store/draft';
import { Advanced } from './advanced';
import { AspectPicker } from './aspect-picker';
import { DeliveryPicker } from './delivery-picker';
import classes from './parameters.module.css';
import { QualityPicker } from './quality-picker';

interface Props {
  model: ImageModel;
  models: ImageModel[];
  facts: StudioFacts;
  expected: (steps: number) => number | null;
  /** Seed of the newest picture. */
  lastSeed: number | null;
}

/** Everything about the picture but its words. */
export function Parameters({ model, models, facts, expected, lastSeed }: Props) {
  const { t } = useTranslation();
  const { draft, change, replace, advancedOpen, setAdvancedOpen } = useDraft();
  const reset = () => {
    replace(resetSettings(draft));
    toast({
      id: 'reset',
      kind: 'info',
      title: t('image.reset.done'),
      action: { label: t('common.undo'), run: () => replace(draft) },
    });
  };
  return (
    <div className={classes.parameters}>
      <AspectPicker
        value={deliveryOf(draft) === 'own' && draft.outputSize ? draft.outputSize : draft.aspect}
        limits={model.limits}
        reference={
          draft.reference && {
            ...followedSize(draft, model.limits),
            followed: isPartial(draft) || draft.followReference,
          }
        }
        fixed={isPartial(draft)}
        delivered={deliveryOf(draft) === 'drawn' ? null : PLATFORM}
        onChange={(aspect) => change(withFormat(draft, aspect))}
        onFollow={() => change(withReferenceFormat(draft))}
      />
      <DeliveryPicker draft={draft} model={model} upscales={facts.upscalers.length > 0} onChange={change} />
      <QualityPicker
        draft={draft}
        limits={model.limits}
        modelTitle={model.title}
        expected={expected}
        onChange={(quality) => change({ quality, steps: null })}
      />
      <Outputs value={draft.outputs} onChange={(outputs) => change({ outputs })} />
      <Advanced
        draft={draft}
        model={model}
        models={models}
        facts={facts}
        lastSeed={lastSeed}
        open={advancedOpen}
        onOpen={setAdvancedOpen}
        onChange={change}
        onModel={(id) => replace(withModel(draft, id, models.find((one) => (id ? one.id === id : one.active))?.limits))}
        onReset={reset}
      />
    </div>
  );
}

const OUTPUTS = Array.from({ length: MOST_OUTPUTS }, (_, index) => String(index + 1));

function Outputs({ value, onChange }: { value: number; onChange: (outputs: number) => void }) {
  const { t } = useTranslation();
  const label = useId();
  return (
    <div>
      <p className={classes.label} id={label}>
        {t('image.outputs')}
      </p>
      <SegmentedControl
        fullWidth
        aria-labelledby={label}
        value={String(value)}
        onChange={(outputs) => onChange(Number(outputs))}
        data={OUTPUTS}
      />
    </div>
  );
}
