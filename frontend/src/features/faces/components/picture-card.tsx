import { Button, CloseButton } from '@mantine/core';
import { CircleAlert, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import { ProgressLine } from '@/components/ui/progress-line';
import { useFormat } from '@/i18n/format';
import { useMediaUrl } from '@/services/media';
import { type FacePicture, facesOf, type Limits } from '../lib/picture';
import { useSwap } from '../store/swap';
import classes from './picture-card.module.css';

interface Props {
  picture: FacePicture;
  limits: Limits;
  /** What the studio said of this picture when it was swapped. */
  refusal?: string | undefined;
  /** Drawn over it: its faces. */
  children: ReactNode;
}

/** One picture: itself with its faces, what is being done with it, or why it cannot be used. */
export function PictureCard({ picture, limits, refusal, children }: Props) {
  const { t } = useTranslation();
  const remove = useSwap((state) => state.remove);
  const name = picture.name || t('faces.untitled');
  return (
    <figure className={classes.card} data-failed={picture.state === 'failed' || undefined}>
      <Shown picture={picture} name={name}>
        {children}
      </Shown>
      <figcaption className={classes.caption}>
        <span className={classes.name} title={name}>
          {name}
        </span>
        <State picture={picture} />
        <CloseButton
          className={classes.remove}
          aria-label={t('faces.removeNamed', { name })}
          onClick={() => remove(picture.id)}
        />
      </figcaption>
      <Trouble picture={picture} name={name} limits={limits} refusal={refusal} />
    </figure>
  );
}

function Shown({ picture, name, children }: { picture: FacePicture; name: string; children: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const src = useMediaUrl(picture.url || null);
  if (!picture.url) return null;
  const busy = picture.state === 'sending' || picture.state === 'looking';
  const stage = t(`faces.${picture.state === 'sending' ? 'sending' : 'looking'}`);
  const percent = picture.state === 'sending' ? picture.sent * 100 : null;
  return (
    <div className={classes.stage}>
      <div className={classes.picture}>
        {picture.kind === 'video' ? (
          <video src={src} controls muted playsInline preload="metadata" aria-label={name} />
        ) : (
          <img src={src} alt={name} draggable={false} />
        )}
        {children}
      </div>
      {busy && (
        <div className={classes.line}>
          <ProgressLine
            value={percent}
            label={name}
            text={percent === null ? stage : `${stage} · ${format.percent(percent)}`}
          />
        </div>
      )}
    </div>
  );
}

function State({ picture }: { picture: FacePicture }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = () => {
    if (picture.state === 'failed' || picture.kind === 'video') return '';
    if (picture.state === 'ready') return t('faces.found', { count: facesOf(picture).length });
    if (picture.state === 'looking') return t('faces.looking');
    return `${t('faces.sending')} ${format.percent(picture.sent * 100)}`;
  };
  return (
    <span className={classes.state} role="status">
      {text()}
    </span>
  );
}

interface TroubleProps extends Pick<Props, 'picture' | 'limits' | 'refusal'> {
  name: string;
}

/** Why this very picture cannot be used, and what else to try. */
function Trouble({ picture, name, limits, refusal }: TroubleProps) {
  const { t } = useTranslation();
  const lookAgain = useSwap((state) => state.lookAgain);
  const reason = useReason(picture, name, limits) ?? refusal;
  const several = picture.role === 'source' && facesOf(picture).length > 1;
  if (!reason) {
    if (picture.kind === 'video') return <p className={classes.note}>{t('faces.video')}</p>;
    return several ? (
      <p className={classes.note}>{t('faces.several.source', { count: facesOf(picture).length })}</p>
    ) : null;
  }
  return (
    <div className={classes.problem}>
      <p role="alert">
        <CircleAlert aria-hidden />
        <span>{reason}</span>
      </p>
      {picture.problem?.kind === 'studio' && (
        <Button size="compact-sm" variant="default" leftSection={<RotateCw />} onClick={() => lookAgain(picture.id)}>
          {t('faces.retry')}
        </Button>
      )}
    </div>
  );
}

function useReason({ problem, role, state, kind, detection }: FacePicture, name: string, limits: Limits) {
  const { t } = useTranslation();
  const format = useFormat();
  const errorText = useErrorText();
  if (problem) {
    const why = () => {
      if (problem.kind === 'studio') return inOneLine(errorText(problem.error));
      if (problem.kind === 'size') return t('faces.problem.size', { max: format.bytes(limits[kind]) });
      return t(problem.kind === 'type' ? `faces.problem.type.${role}` : `faces.problem.${problem.kind}`);
    };
    return `${t('faces.problem', { name })} ${why()}`;
  }
  const none = state === 'ready' && kind === 'image' && detection?.faces.length === 0;
  return none ? t(`faces.none.${role}`) : null;
}
