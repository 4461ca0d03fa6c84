import { useTranslation } from 'react-i18next';
import { Chip, Chips } from '@/components/ui/chip';
import type { Brand } from '../api/brands';
import { NEW } from '../store/brand-draft';
import classes from './brand-choice.module.css';

interface Props {
  brands: Brand[];
  open: string;
  onChoose: (id: string) => void;
}

/** Which of several brands is being edited. */
export function BrandChoice({ brands, open, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes.choice}>
      <Chips label={t('brand.list')}>
        {brands.map((brand) => (
          <Chip key={brand.id} pressed={brand.id === open} onClick={() => onChoose(brand.id)}>
            {brand.default ? `${brand.name} · ${t('brand.isDefault')}` : brand.name}
          </Chip>
        ))}
        {open === NEW && (
          <Chip pressed onClick={() => {}}>
            {t('brand.new')}
          </Chip>
        )}
      </Chips>
    </div>
  );
}
