import { SegmentedControl, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import form from '@/components/ui/form.module.css';
import { Notice } from '@/components/ui/notice';
import { PrimaryButton } from '@/components/ui/primary-button';
import type { Schemas } from '@/services/api';
import type { Render } from '../hooks/use-render';
import { useScriptLength } from '../hooks/use-script-length';
import { ASPECT_IDS, PRESETS, type Preset } from '../lib/draft';
import { paceOf } from '../lib/expected';
import { useVideo } from '../store/draft';
import classes from './render-panel.module.css';

/** How carefully, and in which formats. */
export function RenderOptions() {
  const { t } = useTranslation();
  const preset = useVideo((state) => state.draft.preset);
  const every = useVideo((state) => state.every);
  const { change, setEvery } = useVideo.getState();
  return (
    <div className={classes.options}>
      <div>
        <SegmentedControl
          fullWidth
          aria-label={t('video.preset')}
          value={preset}
          onChange={(next) => change({ preset: next as Preset })}
          data={PRESETS.map((one) => ({ value: one, label: t(`video.preset.${one}`) }))}
        />
        <p className={`${form.note} ${classes.hint}`}>{t(`video.preset.${preset}.about`)}</p>
      </div>
      <Switch label={t('video.every')} checked={every} onChange={(event) => setEvery(event.currentTarget.checked)} />
    </div>
  );
}

interface ButtonProps {
  render: Render;
  /** Recent jobs: what the expected time is learnt from. */
  recent: Schemas['Job'][];
}

export function RenderButton({ render, recent }: ButtonProps) {
  const { t } = useTranslation();
  const { draft, every } = useVideo();
  const { length } = useScriptLength(draft);
  const count = every ? ASPECT_IDS.length : 1;
  const pace = paceOf(recent, draft.preset);
  const seconds = pace === null || length.seconds === 0 ? null : pace * length.seconds * count;
  return (
    <PrimaryButton seconds={seconds} loading={render.sending} onClick={() => render.start(every)}>
      {t('video.render', { count })}
    </PrimaryButton>
  );
}

/** Why there is no video yet, beside the button that was pressed. */
export function RenderProblem({ render }: { render: Render }) {
  const { t } = useTranslation();
  if (render.error === null) return null;
  return (
    <Notice kind="danger" role="alert" title={t('video.render.refused')}>
      {render.error}
    </Notice>
  );
}
