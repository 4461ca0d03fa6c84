import { Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SliderField } from '@/components/ui/slider-field';
import { useFormat } from '@/i18n/format';
import type { ImageModel } from '../hooks/use-image-models';
import type { ImageDraft } from '../lib/draft';
import type { StudioFacts } from '../lib/studio-facts';
import classes from './engine-fields.module.css';

interface Props {
  draft: ImageDraft;
  model: ImageModel;
  facts: StudioFacts;
  onChange: (fields: Partial<ImageDraft>) => void;
}

/** From here on pictures fall apart; the API takes up to 20. */
const HIGHEST_PAG = 10;

/** Perturbed-attention guidance: structure at the price of time. */
export function PagField({ draft, model, onChange }: Omit<Props, 'facts'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const able = model.can('pag');
  return (
    <SliderField
      label={t('engine.pag')}
      text={(scale) => (scale === 0 ? t('engine.off') : format.number(scale, 1))}
      hint={able ? t('engine.pag.hint') : t('engine.pag.unsupported', { model: model.title })}
      disabled={!able}
      value={draft.pagScale}
      min={0}
      max={HIGHEST_PAG}
      step={0.5}
      onChange={(pagScale) => onChange({ pagScale })}
    />
  );
}

/** Faces found in the result are drawn once more, larger. */
export function FaceField({ draft, model, facts, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const able = model.can('inpaint') && facts.faceRefinement;
  const reason = facts.faceRefinement
    ? t('engine.face.unsupported', { model: model.title })
    : t('engine.face.disabled');
  return (
    <div className={classes.face}>
      <Switch
        label={t('engine.face')}
        description={able ? t('engine.face.hint') : reason}
        disabled={!able}
        checked={able && draft.faceRefine}
        onChange={(event) => onChange({ faceRefine: event.currentTarget.checked })}
      />
      {able && draft.faceRefine && (
        <>
          <TextInput
            label={t('engine.face.prompt')}
            placeholder={t('engine.face.prompt.placeholder')}
            maxLength={1000}
            value={draft.facePrompt}
            onChange={(event) => onChange({ facePrompt: event.currentTarget.value })}
          />
          <SliderField
            label={t('engine.face.strength')}
            text={(part) => format.percent(Math.round(part * 100))}
            value={draft.faceStrength}
            min={0.05}
            max={1}
            step={0.05}
            onChange={(faceStrength) => onChange({ faceStrength })}
          />
        </>
      )}
    </div>
  );
}
