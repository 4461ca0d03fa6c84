import { Button, CloseButton } from '@mantine/core';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/ui/error-text';
import { ProgressLine } from '@/components/ui/progress-line';
import { useFormat } from '@/i18n/format';
import { ApiError } from '@/services/errors';
import { type Upload, useUploads } from '../store/uploads';
import classes from './upload-list.module.css';

/** Files on their way: how far each is, or why it was not taken. */
export function UploadList() {
  const { t } = useTranslation();
  const items = useUploads((state) => state.items);
  const dismissDone = useUploads((state) => state.dismissDone);
  if (items.length === 0) return null;
  return (
    <section className={classes.list} aria-label={t('library.upload.list')}>
      <ul>
        {items.map((item) => (
          <UploadRow key={item.id} item={item} />
        ))}
      </ul>
      {items.some(({ state }) => state === 'done') && (
        <Button variant="subtle" size="compact-sm" className={classes.clear} onClick={dismissDone}>
          {t('library.upload.clear')}
        </Button>
      )}
    </section>
  );
}

function UploadRow({ item }: { item: Upload }) {
  const { t } = useTranslation();
  const cancel = useUploads((state) => state.cancel);
  const text = useStateText(item);
  const busy = item.state === 'waiting' || item.state === 'sending' || item.state === 'checking';
  const label = t(busy ? 'library.upload.cancel' : 'library.upload.dismiss', { name: item.name });
  return (
    <li className={classes.row} data-state={item.state}>
      {busy && (
        <div className={classes.line}>
          <ProgressLine value={item.state === 'sending' ? item.sent * 100 : null} label={item.name} text={text} />
        </div>
      )}
      {item.state === 'done' && <CircleCheck className={classes.icon} aria-hidden />}
      {item.state === 'failed' && <CircleAlert className={classes.icon} aria-hidden />}
      <span className={classes.name}>{item.name}</span>
      <span className={classes.text} role={item.state === 'failed' ? 'alert' : undefined}>
        {text}
      </span>
      <CloseButton aria-label={label} onClick={() => cancel(item.id)} />
    </li>
  );
}

const STATES = {
  waiting: 'library.upload.waiting',
  checking: 'library.upload.checking',
  done: 'library.upload.done',
} as const;

function useStateText({ state, sent, problem }: Upload): string {
  const { t } = useTranslation();
  const format = useFormat();
  const errorText = useErrorText();
  if (problem?.kind === 'type') return t('library.upload.kind');
  if (problem?.kind === 'empty') return t('library.upload.empty');
  if (problem?.kind === 'size') return t('library.upload.size', { max: format.bytes(problem.maxBytes) });
  if (problem?.kind === 'studio') {
    if (problem.error instanceof ApiError && problem.error.status === 202) return t('library.upload.later');
    const { title, hint } = errorText(problem.error);
    return `${title} ${hint}`.trim();
  }
  return state === 'sending' || state === 'failed' ? format.percent(sent * 100) : t(STATES[state]);
}
