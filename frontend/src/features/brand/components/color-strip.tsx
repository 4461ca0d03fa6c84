import { CloseButton, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { type CSSProperties, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { useFormat } from '@/i18n/format';
import { FIRST_INKS } from '@/theme/theme';
import { isColor, readColor } from '../lib/brand-draft';
import { contrast, wantsDarkText } from '../lib/contrast';
import classes from './color-strip.module.css';

export const MOST_COLORS = 12; // the API's own limit

interface Props {
  colors: string[];
  onChange: (colors: string[]) => void;
}

/** The brand's colours as a printer's colour bar: the first one leads. */
export function ColorStrip({ colors, onChange }: Props) {
  const { t } = useTranslation();
  const put = (index: number, color: string) => onChange(colors.map((one, at) => (at === index ? color : one)));
  return (
    <fieldset className={classes.field}>
      <legend>{t('brand.colors')}</legend>
      <ul className={classes.strip}>
        {colors.map((color, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a colour is its place: while it is typed it has no other identity
          <li key={index} className={classes.item}>
            <Swatch
              color={color}
              index={index}
              onChange={(next) => put(index, next)}
              onRemove={() => onChange(colors.filter((_, at) => at !== index))}
            />
          </li>
        ))}
        {colors.length < MOST_COLORS && (
          <li className={classes.item}>
            <button type="button" className={classes.add} onClick={() => onChange([...colors, nextInk(colors)])}>
              <Plus aria-hidden />
              {t('brand.colors.add')}
            </button>
          </li>
        )}
      </ul>
      <Alike colors={colors} />
    </fieldset>
  );
}

interface SwatchProps {
  color: string;
  index: number;
  onChange: (color: string) => void;
  onRemove: () => void;
}

function Swatch({ color, index, onChange, onRemove }: SwatchProps) {
  const { t } = useTranslation();
  const id = useId();
  const known = isColor(color);
  const name = index === 0 ? t('brand.colors.main') : t('brand.colors.nth', { index: index + 1 });
  const style = (known ? { '--swatch': color } : {}) as CSSProperties;
  return (
    <>
      <label
        className={classes.swatch}
        style={style}
        data-dark-text={(known && wantsDarkText(color)) || undefined}
        data-unknown={!known || undefined}
      >
        <span className="es-hidden">{t('brand.colors.pick', { name })}</span>
        <input type="color" value={known ? color : FIRST_INKS[0]} onChange={(event) => onChange(event.target.value)} />
        <span aria-hidden>Aa</span>
      </label>
      <TextInput
        id={id}
        classNames={{ input: classes.hex }}
        aria-label={name}
        value={color}
        maxLength={7}
        spellCheck={false}
        error={!known && t('brand.colors.wrong')}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={() => onChange(readColor(color))}
      />
      <CloseButton
        className={classes.remove}
        size="sm"
        aria-label={t('brand.colors.remove', { name })}
        onClick={onRemove}
      />
    </>
  );
}

/** Two inks that cannot be told apart make a flat ad; said once, under the strip. */
function Alike({ colors: [main = '', second = ''] }: { colors: string[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!isColor(main) || !isColor(second)) return null;
  const ratio = contrast(main, second);
  if (ratio >= LEAST_CONTRAST) return null;
  return (
    <Notice kind="warn" title={t('brand.colors.alike')}>
      {t('brand.colors.alike.text', { ratio: format.number(ratio, 1) })}
    </Notice>
  );
}

/** What WCAG asks of large text and of shapes. */
const LEAST_CONTRAST = 3;

/** A first value for a new colour that is not there yet. */
const nextInk = (colors: string[]): string =>
  FIRST_INKS.map((ink) => ink.toLowerCase()).find((ink) => !colors.includes(ink)) ?? '#';
