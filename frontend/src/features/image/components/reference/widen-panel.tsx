import { Button, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import form from '@/components/ui/form.module.css';
import { isWidened, type Margins, NO_MARGINS } from '../../lib/draft';
import { isTooLarge, LONGEST_SIDE, marginsTo } from '../../lib/outpaint';
import { ASPECT_IDS, type Size } from '../../lib/sizes';
import classes from './editor-panel.module.css';

const SIDES = ['left', 'right', 'top', 'bottom'] as const;

interface Props {
  picture: Size;
  margins: Margins;
  /** What the widened picture measures. */
  total: Size;
  onChange: (margins: Margins) => void;
}

/** Room around the picture: to a platform's format, or side by side. */
export function WidenPanel({ picture, margins, total, onChange }: Props) {
  const { t } = useTranslation();
  const { width, height } = picture;
  return (
    <>
      <p className={classes.hint}>{t('editor.widen.hint')}</p>
      <fieldset className={form.group}>
        <legend>{t('editor.widen.format')}</legend>
        <div className={classes.formats}>
          {ASPECT_IDS.map((aspect) => (
            <Button key={aspect} variant="default" onClick={() => onChange(marginsTo(aspect, picture))}>
              {aspect}
            </Button>
          ))}
        </div>
      </fieldset>
      <fieldset className={form.group}>
        <legend>{t('editor.widen.sides')}</legend>
        <div className={classes.sides}>
          {SIDES.map((side) => (
            <NumberInput
              key={side}
              label={t(`editor.widen.${side}`)}
              value={margins[side]}
              onChange={(value) => onChange({ ...margins, [side]: Number(value) || 0 })}
              min={0}
              max={LONGEST_SIDE}
              step={8}
              allowDecimal={false}
              allowNegative={false}
            />
          ))}
        </div>
      </fieldset>
      <p className={classes.share} role="status">
        {isWidened(margins)
          ? t('editor.widen.to', { width, height, newWidth: total.width, newHeight: total.height })
          : t('editor.widen.from', { width, height })}
      </p>
      {isTooLarge(total) && (
        <p className={form.error} role="alert">
          {t('editor.widen.large', { max: LONGEST_SIDE })}
        </p>
      )}
      <Button variant="default" disabled={!isWidened(margins)} onClick={() => onChange(NO_MARGINS)}>
        {t('editor.widen.none')}
      </Button>
    </>
  );
}
