import { Slider, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { type SwapOptions as Options, useSwap } from '../store/swap';
import classes from './swap-options.module.css';

const FLAGS = ['keepMouth', 'keepEyes', 'enhance', 'label'] as const;
const LEAST = 10; // percent: below, nothing of the new face is seen

/** How the face is put in. `enhancer`: the studio has a model that sharpens faces. */
export function SwapOptions({ enhancer }: { enhancer: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { options, setOptions } = useSwap();
  const percent = Math.round(options.strength * 100);
  return (
    <div className={classes.options}>
      {FLAGS.filter((name) => name !== 'enhance' || enhancer).map((name) => (
        <Switch
          key={name}
          label={t(`faces.${name}`)}
          description={t(`faces.${name}.hint`)}
          checked={options[name]}
          onChange={(event) => setOptions({ [name]: event.currentTarget.checked } as Partial<Options>)}
        />
      ))}
      <div>
        <p className={classes.head}>
          <span aria-hidden>{t('faces.strength')}</span>
          <output className={classes.value}>{format.percent(percent)}</output>
        </p>
        <Slider
          min={LEAST}
          max={100}
          step={5}
          label={null}
          value={percent}
          onChange={(value) => setOptions({ strength: value / 100 })}
          thumbLabel={t('faces.strength')}
        />
        <p className={classes.hint}>{t('faces.strength.hint')}</p>
      </div>
    </div>
  );
}
