import { Anchor, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ImageModel } from '../hooks/use-image-models';
import { readsOnlyEnglish } from '../lib/translation';
import classes from './model-picker.module.css';

interface Props {
  /** What the draft names; null: the studio's own choice. */
  chosen: string | null;
  /** What it draws with. */
  model: ImageModel;
  models: ImageModel[];
  onChange: (id: string | null) => void;
}

/** Which checkpoint draws, what it is honestly good for, and under which licence. */
export function ModelPicker({ chosen, model, models, onChange }: Props) {
  const { t } = useTranslation();
  const label = ({ title, active, usable, limits }: ImageModel) => {
    if (!usable) return t('image.model.missing', { title });
    const name = active ? t('image.model.active', { title }) : title;
    return readsOnlyEnglish(limits) ? `${name} · ${t('model.reads.en')}` : name;
  };
  return (
    <div className={classes.picker}>
      <NativeSelect
        label={t('image.model')}
        value={chosen ?? model.id}
        onChange={(event) => onChange(modelOrDefault(models, event.currentTarget.value))}
        data={models.map((one) => ({ value: one.id, label: label(one), disabled: !one.usable }))}
      />
      <p className={classes.about}>{model.starter ? t('image.model.starter') : model.description}</p>
      <Abilities model={model} />
      <p className={classes.about}>
        <Anchor href={model.licenseUrl} target="_blank" rel="noreferrer">
          {t('image.model.license', { license: model.license })}
        </Anchor>
        {' · '}
        {t(model.commercial ? 'image.model.commercial' : 'image.model.noncommercial')}
        {' · '}
        <Anchor component={Link} to="/settings#models">
          {t('image.model.more')}
        </Anchor>
      </p>
    </div>
  );
}

const SHOWN = ['negative-prompt', 'image-to-image', 'inpaint', 'lora', 'pag'] as const;

/** What it can do besides drawing from words, and what it reads. */
function Abilities({ model }: { model: ImageModel }) {
  const { t } = useTranslation();
  const abilities = SHOWN.filter((capability) => model.can(capability)).map((capability) =>
    t(`model.can.${capability}`),
  );
  const reads = readsOnlyEnglish(model.limits) ? [t('model.reads.en')] : [];
  const words = [...reads, ...abilities];
  if (words.length === 0) return null;
  return <p className={classes.abilities}>{words.join(' · ')}</p>;
}

/** Naming the default would only pin what may become better by itself. */
const modelOrDefault = (models: ImageModel[], id: string) =>
  models.find((model) => model.id === id)?.active ? null : id;
