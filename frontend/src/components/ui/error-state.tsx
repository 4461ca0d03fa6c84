import { Button } from '@mantine/core';
import { Copy, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { errorDetail } from '@/services/errors';
import { CropMarks } from './crop-marks';
import { useErrorText } from './error-text';
import classes from './state-frame.module.css';
import { useCopy } from './use-copy';

interface Props {
  error: unknown;
  onRetry?: (() => void) | undefined;
  title?: string | undefined;
  ratio?: number;
}

/** What happened, what to do, and the details to copy. The frame has solid corners. */
export function ErrorState({ error, onRetry, title, ratio = 16 / 9 }: Props) {
  const { t } = useTranslation();
  const text = useErrorText()(error);
  const copy = useCopy();
  return (
    <CropMarks className={classes.outer}>
      <div className={classes.frame} role="alert" style={{ aspectRatio: ratio }}>
        <p className={classes.title}>{title ?? text.title}</p>
        <p className={classes.text}>{title ? `${text.title} ${text.hint}` : text.hint}</p>
        <div className={classes.action}>
          {onRetry && (
            <Button onClick={onRetry} leftSection={<RotateCw />}>
              {t('common.retry')}
            </Button>
          )}
          <Button variant="default" leftSection={<Copy />} onClick={() => void copy.run(errorDetail(error))}>
            {copy.done ? t('common.copied') : t('common.copyDetail')}
          </Button>
        </div>
      </div>
    </CropMarks>
  );
}
