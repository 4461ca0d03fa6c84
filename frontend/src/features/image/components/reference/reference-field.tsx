import { Button, CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ImagePlus, Images } from 'lucide-react';
import { lazy, Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/ui/error-text';
import { ProgressLine } from '@/components/ui/progress-line';
import { useFormat } from '@/i18n/format';
import { ApiError } from '@/services/errors';
import { referenceOptions } from '../../api/get-reference';
import type { ImageModel } from '../../hooks/use-image-models';
import type { Reference } from '../../lib/draft';
import { useDraft } from '../../store/draft';
import { type ReferenceProblem, useReference } from '../../store/reference';
import { ReferenceCard } from './reference-card';
import classes from './reference-field.module.css';

const ReferenceEditor = lazy(async () => ({ default: (await import('./reference-editor')).ReferenceEditor }));

interface Props {
  model: ImageModel;
  /** Largest file the studio takes. */
  maxBytes: number;
  /** Opens the file picker. */
  onPick: () => void;
  onLibrary: () => void;
}

/** The picture to start from, if any: from a file, the clipboard or the library; how far to go from it; which part. */
export function ReferenceField({ model, maxBytes, onPick, onLibrary }: Props) {
  const { t } = useTranslation();
  const reference = useDraft((state) => state.draft.reference);
  const upload = useReference((state) => state.upload);
  const label = useId();
  const pick = <PickButtons onPick={onPick} onLibrary={onLibrary} disabled={upload !== null} />;
  if (!model.can('image-to-image') && !reference) return null;
  return (
    <section className={classes.field} aria-labelledby={label}>
      <p className={classes.label}>
        <span id={label}>{t('reference.title')}</span>
        {!reference && !upload && <span className={classes.hint}>{t('reference.empty')}</span>}
      </p>
      {upload && <Uploading name={upload.name} sent={upload.sent} />}
      {reference ? (
        <Chosen reference={reference} model={model} onPick={onPick} onLibrary={onLibrary} />
      ) : (
        !upload && pick
      )}
      <Problem maxBytes={maxBytes} />
    </section>
  );
}

interface PickProps {
  onPick: () => void;
  onLibrary: () => void;
  disabled: boolean;
}

function PickButtons({ onPick, onLibrary, disabled }: PickProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.pick}>
      <Button variant="default" leftSection={<ImagePlus />} disabled={disabled} onClick={onPick}>
        {t('reference.upload')}
      </Button>
      <Button variant="default" leftSection={<Images />} disabled={disabled} onClick={onLibrary}>
        {t('reference.library')}
      </Button>
    </div>
  );
}

interface ChosenProps {
  reference: Reference;
  model: ImageModel;
  onPick: () => void;
  onLibrary: () => void;
}

function Chosen({ reference, model, onPick, onLibrary }: ChosenProps) {
  const { t } = useTranslation();
  const editing = useReference((state) => state.editing);
  const asset = useQuery(referenceOptions(reference.assetId));
  const gone = asset.error instanceof ApiError && asset.error.status === 404;
  return (
    <>
      <ReferenceCard
        reference={reference}
        asset={asset.data}
        gone={gone}
        model={model}
        onPick={onPick}
        onLibrary={onLibrary}
      />
      {gone && <p className={classes.problem}>{t('reference.gone')}</p>}
      {!model.can('image-to-image') && (
        <p className={classes.problem}>{t('reference.unsupported', { model: model.title })}</p>
      )}
      {editing && asset.data && (
        <Suspense>
          <ReferenceEditor reference={reference} path={asset.data.url} canPaint={model.can('inpaint')} />
        </Suspense>
      )}
    </>
  );
}

function Uploading({ name, sent }: { name: string; sent: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const cancel = useReference((state) => state.cancel);
  const text = sent < 1 ? `${t('reference.sending')} · ${format.percent(sent * 100)}` : t('reference.checking');
  return (
    <div className={classes.uploading}>
      <div className={classes.line}>
        <ProgressLine value={sent < 1 ? sent * 100 : null} label={name} text={text} />
      </div>
      <span className={classes.file}>
        <span className={classes.name}>{name}</span>
        <span className={classes.state}>{text}</span>
      </span>
      <CloseButton aria-label={t('reference.cancel')} onClick={cancel} />
    </div>
  );
}

/** Why a picture was not taken: what is known before sending, or what the studio said. */
function Problem({ maxBytes }: { maxBytes: number }) {
  const { t } = useTranslation();
  const problem = useReference((state) => state.problem);
  const dismiss = useReference((state) => state.dismiss);
  const text = useProblemText(maxBytes);
  if (!problem) return null;
  return (
    <div className={classes.refused}>
      <p className={classes.problem} role="alert">
        {t('reference.failed', { name: problem.name })}. {text(problem.reason)}
      </p>
      <CloseButton aria-label={t('reference.dismiss')} onClick={dismiss} />
    </div>
  );
}

function useProblemText(maxBytes: number): (problem: ReferenceProblem) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const errorText = useErrorText();
  return (problem) => {
    if (problem.kind === 'size') return t('library.upload.size', { max: format.bytes(maxBytes) });
    if (problem.kind !== 'studio') return t(`library.upload.${problem.kind}`);
    if (problem.error instanceof ApiError && problem.error.status === 202) return t('reference.later');
    const { title, hint } = errorText(problem.error);
    return `${title} ${hint}`.trim();
  };
}
