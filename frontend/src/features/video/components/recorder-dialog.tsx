import { Button, Modal } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { Check, Mic, RotateCcw, Square } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import { Notice } from '@/components/ui/notice';
import { ProgressLine } from '@/components/ui/progress-line';
import { useFormat } from '@/i18n/format';
import { useRecorder } from '../hooks/use-recorder';
import type { Item } from '../lib/draft';
import { itemOf } from '../lib/item';
import { useSurroundings } from '../lib/surroundings';
import { LevelMeter } from './level-meter';
import classes from './recorder-dialog.module.css';
import { Teleprompter } from './teleprompter';

interface Props {
  script: string;
  /** What reading it is expected to take. */
  expected: number;
  onRecorded: (item: Item) => void;
  onClose: () => void;
}

/** One's own voice: a count of three, the words rolling by, and a second try. */
export function RecorderDialog({ script, expected, onRecorded, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const wide = useMediaQuery('(min-width: 768px)', true, { getInitialValueInEffect: false });
  const recorder = useRecorder(t('video.record.file'));
  const sending = useSending(onRecorded, onClose);
  const { state, seconds, take } = recorder;
  const [dropping, drop] = useDisclosure(false);
  // Neither a click beside the dialog nor its × may throw away what was said.
  const busy = state !== 'idle';
  const close = () => {
    sending.cancel();
    onClose();
  };
  const share = state === 'recording' ? seconds / Math.max(expected, 1) : null;
  return (
    <Modal
      opened
      onClose={state === 'recording' || take ? drop.open : close}
      closeOnClickOutside={!busy}
      closeOnEscape={!busy}
      title={t('video.record.title')}
      size="lg"
      fullScreen={!wide}
    >
      <div className={classes.body}>
        {recorder.problem && (
          <Notice kind="warn" role="alert" title={t(`video.record.${recorder.problem}`)}>
            {t(`video.record.${recorder.problem}.hint`)}
          </Notice>
        )}
        <div className={classes.stage}>
          <Teleprompter script={script || t('video.record.noScript')} share={share} />
          {state === 'counting' && (
            <p className={classes.count} role="status">
              {recorder.count}
            </p>
          )}
        </div>
        <p className={classes.time} data-on={state === 'recording' || undefined}>
          <span>{format.seconds(seconds, 1)}</span>
          <span>{t('video.record.expected', { time: format.seconds(expected) })}</span>
        </p>
        {recorder.stream && <LevelMeter stream={recorder.stream} />}
        {take && (
          // biome-ignore lint/a11y/useMediaCaption: the words stand above it
          <audio className={classes.player} src={take.url} controls aria-label={t('video.record.listen')} />
        )}
        {sending.share !== null && (
          <ProgressLine
            value={sending.share * 100}
            label={t('video.record.sending')}
            text={format.percent(sending.share * 100)}
          />
        )}
        {sending.error && (
          <Notice kind="danger" role="alert" title={t('video.record.failed')}>
            {sending.error}
          </Notice>
        )}
        <div className="es-dialog-actions">
          {state === 'recording' || state === 'counting' ? (
            <Button leftSection={<Square />} onClick={recorder.stop}>
              {t('video.record.stop')}
            </Button>
          ) : take ? (
            <>
              <Button variant="default" leftSection={<RotateCcw />} onClick={recorder.start}>
                {t('video.record.again')}
              </Button>
              <Button leftSection={<Check />} loading={sending.share !== null} onClick={() => sending.send(take.file)}>
                {t('video.record.use')}
              </Button>
            </>
          ) : (
            <Button leftSection={<Mic />} loading={state === 'asking'} onClick={recorder.start} data-autofocus>
              {t('video.record.start')}
            </Button>
          )}
        </div>
      </div>
      <Modal opened={dropping} onClose={drop.close} title={t('video.record.drop')}>
        <p>{t('video.record.drop.text')}</p>
        <div className="es-dialog-actions">
          <Button variant="default" onClick={drop.close} data-autofocus>
            {t('video.record.drop.keep')}
          </Button>
          <Button color="danger" onClick={close}>
            {t('video.record.drop.confirm')}
          </Button>
        </div>
      </Modal>
    </Modal>
  );
}

/** The take on its way into the library. It stays here until it has arrived. */
function useSending(onRecorded: Props['onRecorded'], onClose: () => void) {
  const { upload } = useSurroundings();
  const errorText = useErrorText();
  const abort = useRef<AbortController | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  const send = async (file: File) => {
    const mine = new AbortController();
    abort.current = mine;
    setError(null);
    setShare(0);
    try {
      const item = itemOf(await upload(file, { signal: mine.signal, onProgress: setShare }));
      if (!item || mine.signal.aborted) return;
      onRecorded(item);
      onClose();
    } catch (problem) {
      if (!mine.signal.aborted) setError(inOneLine(errorText(problem)));
    } finally {
      setShare(null);
    }
  };
  return { share, error, send: (file: File) => void send(file), cancel: () => abort.current?.abort() };
}
