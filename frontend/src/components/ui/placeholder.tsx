import { useTranslation } from 'react-i18next';
import classes from './placeholder.module.css';

/** Holds the place of what is being read: a plain block, no shimmer. */
export function Placeholder({ height, ratio }: { height?: number; ratio?: number }) {
  const { t } = useTranslation();
  return (
    <div className={classes.block} style={{ height, aspectRatio: ratio }} role="status">
      <span className="es-hidden">{t('common.loading')}</span>
    </div>
  );
}
