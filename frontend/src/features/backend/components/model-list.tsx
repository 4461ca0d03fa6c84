import { Button, Modal } from '@mantine/core';
import { Check, CircleDashed, Download, RotateCw, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/ui/error-state';
import { Placeholder } from '@/components/ui/placeholder';
import { useFormat } from '@/i18n/format';
import type { Schemas } from '@/services/api';
import { usePullModel, useRemoveModel } from '../api/changes';
import { useModels, useModelText } from '../hooks/use-device';
import classes from './model-list.module.css';

type ModelInfo = Schemas['ModelInfo'];

interface Props {
  /** Progress of a running download, when there is one. */
  progressOf: (model: ModelInfo) => ReactNode;
}

/** The catalog: what each model is, what its licence allows, what it weighs; pulling and removing. */
export function ModelList({ progressOf }: Props) {
  const { t } = useTranslation();
  const { data: models, error, refetch } = useModels();
  if (!models)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Placeholder height={240} />;
  const parts = models.filter(({ task }) => task === 'component');
  const drawers = models.filter(({ task }) => task !== 'component').toSorted((a, b) => rank(a) - rank(b));
  const list = (some: ModelInfo[]) => (
    <ul className={classes.list}>
      {some.map((model) => (
        <Model key={model.id} model={model} progress={progressOf(model)} />
      ))}
    </ul>
  );
  return (
    <>
      {list(drawers)}
      {parts.length > 0 && (
        <details className={classes.parts} open={parts.some((part) => Boolean(progressOf(part)))}>
          <summary>{t('settings.models.parts')}</summary>
          {list(parts)}
        </details>
      )}
    </>
  );
}

/** The one in use first, then the installed ones, then what could be downloaded. */
const rank = (model: ModelInfo) => (model.active ? 0 : model.state === 'installed' ? 1 : 2);

function Model({ model, progress }: { model: ModelInfo; progress: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name: title, description } = useModelText()(model);
  const facts = [format.bytes(model.bytes)];
  if (model.limits) {
    facts.push(t('settings.models.pixels', { size: model.limits.max_size }));
    facts.push(t('settings.models.steps', { steps: model.limits.steps }));
  }
  return (
    <li className={classes.model}>
      <div className={classes.head}>
        <h3 className={classes.title}>{title}</h3>
        {model.active && <span className={classes.active}>{t('settings.models.active')}</span>}
        <State model={model} busy={Boolean(progress)} />
      </div>
      <p className={classes.description}>{description}</p>
      <p className={classes.facts}>{facts.join(' · ')}</p>
      <div className={classes.foot}>
        <p className={classes.license} data-commercial={model.commercial_use || undefined}>
          {model.commercial_use ? <Check aria-hidden /> : <TriangleAlert aria-hidden />}
          <span>
            {model.commercial_use ? t('settings.models.commercial') : t('settings.models.nonCommercial')}
            {' · '}
            <License model={model} />
          </span>
        </p>
        {!progress && <Actions model={model} title={title} />}
      </div>
      {progress}
    </li>
  );
}

function License({ model }: { model: ModelInfo }) {
  const { t } = useTranslation();
  const text = t('settings.models.license', { license: model.license });
  return model.license_url ? (
    <a href={model.license_url} target="_blank" rel="noreferrer">
      {text}
    </a>
  ) : (
    text
  );
}

function State({ model, busy }: { model: ModelInfo; busy: boolean }) {
  const { t } = useTranslation();
  const state = busy ? 'pulling' : model.state;
  const Icon = { installed: Check, missing: CircleDashed, partial: CircleDashed, pulling: Download }[state];
  return (
    <span className={classes.state} data-state={state}>
      <Icon aria-hidden />
      {t(`settings.models.state.${state}`)}
    </span>
  );
}

function Actions({ model, title }: { model: ModelInfo; title: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pull = usePullModel();
  const remove = useRemoveModel();
  const [asking, setAsking] = useState(false);
  const size = format.bytes(model.bytes);

  if (model.state === 'missing' || model.state === 'partial') {
    const fresh = model.state === 'missing';
    return (
      <Button
        variant="default"
        leftSection={fresh ? <Download /> : <RotateCw />}
        aria-label={
          fresh ? t('settings.models.pullNamed', { title, size }) : t('settings.models.resumeNamed', { title })
        }
        loading={pull.isPending}
        onClick={() => pull.mutate(model.id)}
      >
        {fresh ? t('settings.models.pull') : t('settings.models.resume')}
      </Button>
    );
  }
  // What ships with the studio stays: it must always be able to draw something.
  if (model.state !== 'installed' || model.id === 'starter') return null;
  return (
    <>
      <Button
        variant="subtle"
        color="danger"
        leftSection={<X />}
        aria-label={t('settings.models.removeNamed', { title })}
        onClick={() => setAsking(true)}
      >
        {t('settings.models.remove')}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('settings.models.remove.title', { title })}>
        <p>{t('settings.models.remove.text', { size })}</p>
        <div className="es-dialog-actions">
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button
            color="danger"
            onClick={() => {
              setAsking(false);
              remove.mutate(model.id);
            }}
          >
            {t('settings.models.remove')}
          </Button>
        </div>
      </Modal>
    </>
  );
}
