import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import { ProgressLine } from '@/components/ui/progress-line';
import { useFormat } from '@/i18n/format';
import { type LoraUpload, useLoraUploads } from '../store/lora-uploads';
import classes from './lora-library.module.css';

/** LoRA files on their way, or why one was not taken. */
export function LoraUploadList() {
  const { t } = useTranslation();
  const items = useLoraUploads((state) => state.items);
  if (items.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('lora.uploads')}>
      {items.map((item) => (
        <UploadRow key={item.id} item={item} />
      ))}
    </ul>
  );
}

function UploadRow({ item }: { item: LoraUpload }) {
  const { t } = useTranslation();
  const format = useFormat();
  const errorText = useErrorText();
  const dismiss = useLoraUploads((state) => state.dismiss);
  const problem = item.error ? errorText(item.error) : null;
  const checking = item.sent >= 1;
  const text = checking ? t('lora.checking') : format.percent(item.sent * 100);
  return (
    <li className={classes.row}>
      <div className={classes.text}>
        <p className={classes.name}>{item.name}</p>
        {problem ? (
          <p className={classes.problem} role="alert">
            {inOneLine(problem)}
          </p>
        ) : (
          <>
            <p className={classes.facts}>{text}</p>
            <ProgressLine
              value={checking ? null : item.sent * 100}
              label={t('lora.uploading', { name: item.name })}
              text={text}
            />
          </>
        )}
      </div>
      <CloseButton
        aria-label={t(problem ? 'lora.upload.dismiss' : 'lora.upload.cancel', { name: item.name })}
        onClick={() => dismiss(item.id)}
      />
    </li>
  );
}
