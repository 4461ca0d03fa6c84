import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { LowerThird, PriceTag } from '../lib/draft';
import classes from './overlay-fields.module.css';

interface Props {
  value: { lowerThird: LowerThird; priceTag: PriceTag };
  problem: (...fields: string[]) => string | undefined;
  onChange: (fields: { lowerThird?: LowerThird; priceTag?: PriceTag }) => void;
}

/** Words over the picture: who speaks or what it is about, and a price. */
export function OverlayFields({ value: { lowerThird, priceTag }, problem, onChange }: Props) {
  const { t } = useTranslation();
  const { price } = useFormat();
  return (
    <div className={classes.grid}>
      <TextInput
        label={t('video.lowerThird')}
        placeholder={t('video.lowerThird.placeholder')}
        maxLength={80}
        value={lowerThird.title}
        error={problem('lower_third')}
        onChange={(event) => onChange({ lowerThird: { ...lowerThird, title: event.currentTarget.value } })}
      />
      <TextInput
        label={t('video.lowerThird.subtitle')}
        placeholder={t('video.lowerThird.subtitle.placeholder')}
        maxLength={120}
        value={lowerThird.subtitle}
        onChange={(event) => onChange({ lowerThird: { ...lowerThird, subtitle: event.currentTarget.value } })}
      />
      <TextInput
        label={t('video.price')}
        placeholder={price(49.9)}
        maxLength={24}
        value={priceTag.price}
        error={problem('price_tag')}
        onChange={(event) => onChange({ priceTag: { ...priceTag, price: event.currentTarget.value } })}
      />
      <TextInput
        label={t('video.price.before')}
        placeholder={price(79.9)}
        maxLength={24}
        value={priceTag.before}
        onChange={(event) => onChange({ priceTag: { ...priceTag, before: event.currentTarget.value } })}
      />
    </div>
  );
}
