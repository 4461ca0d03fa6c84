import { Button, Drawer, SegmentedControl } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AspectFrame } from '@/components/ui/aspect-frame';
import { useFormat } from '@/i18n/format';
import type { Schemas } from '@/services/api';
import { useHotkey } from '@/services/hotkeys';
import { type Frame, useFrame } from '../hooks/use-frame';
import type { Render } from '../hooks/use-render';
import { useScriptLength } from '../hooks/use-script-length';
import { ASPECTS, type Way } from '../lib/draft';
import { switched } from '../lib/scenes';
import { useVideo } from '../store/draft';
import { AvatarPicker } from './avatar-picker';
import { CaptionsPanel } from './captions-panel';
import { EndingPanel } from './ending-panel';
import { Fold } from './fold';
import { MusicPanel } from './music-panel';
import { OverlayFields } from './overlay-fields';
import { Preview } from './preview';
import { RenderButton, RenderOptions, RenderProblem } from './render-panel';
import { SceneList } from './scene-list';
import { ScriptPanel } from './script-panel';
import { useSummaries } from './summaries';
import classes from './video-bench.module.css';
import { BackgroundField } from './visual-field';
import { VoicePanel } from './voice-panel';

interface Props {
  render: Render;
  recent: Schemas['Job'][];
  /** What is being made and what was made. */
  children: ReactNode;
}

const RENDER = { keys: 'mod+Enter', label: 'keys.video', group: 'keys.group.video', inFields: true } as const;

/** The form beside the frame it gives; on a phone the frame and its settings are a sheet over the bottom bar. */
export function VideoBench({ render, recent, children }: Props) {
  const { t } = useTranslation();
  const wide = useMediaQuery('(min-width: 768px)', true, { getInitialValueInEffect: false });
  const [every, setEvery] = useState(false);
  const frame = useFrame();
  useHotkey(RENDER, (event) => !event.repeat && render.start(every));
  const options = <RenderOptions every={every} onEvery={setEvery} />;
  const button = <RenderButton render={render} every={every} recent={recent} />;
  return (
    <div className={classes.bench}>
      <div className={classes.work}>
        <section className={classes.form} aria-label={t('video.settings')} data-video-form>
          <WaySwitch />
          <Form render={render} />
          <RenderProblem render={render} />
        </section>
        <div className={classes.stage}>{children}</div>
      </div>
      {wide ? (
        <aside className={classes.side} aria-label={t('video.preview')}>
          <div className={classes.look}>
            <Preview frame={frame} />
            {options}
          </div>
          <div className={classes.go}>{button}</div>
        </aside>
      ) : (
        <ThumbBar frame={frame} options={options} button={button} />
      )}
    </div>
  );
}

/** One avatar that says it all, or scenes; the words stay. */
function WaySwitch() {
  const { t } = useTranslation();
  const { draft, replace, look } = useVideo();
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('video.way')}
      value={draft.way}
      onChange={(way) => {
        replace(switched(draft, way as Way));
        look(0, 0);
      }}
      data={[
        { value: 'presenter', label: t('video.way.presenter') },
        { value: 'scenes', label: t('video.way.scenes') },
      ]}
    />
  );
}

function Form({ render }: { render: Render }) {
  const { t } = useTranslation();
  const { draft, change } = useVideo();
  const { language } = useScriptLength(draft);
  const summaries = useSummaries(language ?? 'es');
  const whole = (...fields: string[]) => render.problem(null, ...fields);
  const scenes = draft.way === 'scenes';
  const { presenter } = draft;
  return (
    <>
      {scenes ? (
        <SceneList problem={render.problem} error={whole('scenes')} />
      ) : (
        <ScriptPanel error={whole('script')} />
      )}
      <div>
        {!scenes && (
          <Fold
            part="presenter"
            title={t('video.part.presenter')}
            summary={summaries.presenter}
            problem={Boolean(whole('avatar_id', 'background', 'lower_third', 'price_tag'))}
          >
            <AvatarPicker
              value={presenter.avatarId}
              error={whole('avatar_id')}
              onChange={(avatarId) => change({ presenter: { ...presenter, avatarId } })}
            />
            <BackgroundField
              value={presenter.background}
              error={whole('background')}
              onChange={(background) => change({ presenter: { ...presenter, background } })}
            />
            <OverlayFields value={draft} problem={whole} onChange={change} />
          </Fold>
        )}
        <Fold
          part="voice"
          title={t('video.part.voice')}
          summary={summaries.voice}
          problem={Boolean(whole('voice_id', 'audio_asset_id', 'speed'))}
        >
          <VoicePanel language={language ?? 'es'} problem={whole} />
        </Fold>
        <Fold
          part="captions"
          title={t('video.part.captions')}
          summary={summaries.captions}
          problem={Boolean(whole('captions'))}
        >
          <CaptionsPanel problem={whole} />
        </Fold>
        <Fold
          part="music"
          title={t('video.part.music')}
          summary={summaries.music}
          problem={Boolean(whole('music', 'music_asset_id', 'music_volume'))}
        >
          <MusicPanel problem={whole} />
        </Fold>
        <Fold
          part="ending"
          title={t('video.part.ending')}
          summary={summaries.ending}
          problem={Boolean(whole('brand', 'cta', 'title'))}
        >
          <EndingPanel problem={whole} />
        </Fold>
      </div>
    </>
  );
}

interface ThumbBarProps {
  frame: Frame;
  options: ReactNode;
  button: ReactNode;
}

/** A phone's bottom bar: the frame in little, which opens it large, and the one primary button. */
function ThumbBar({ frame, options, button }: ThumbBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, sheet] = useDisclosure(false);
  const { aspect, preset } = useVideo((state) => state.draft);
  const { across, down } = ASPECTS[aspect];
  const { length } = useScriptLength(useVideo((state) => state.draft));
  return (
    <>
      <div className={classes.thumb}>
        <Button
          variant="default"
          className={classes.peek}
          aria-label={t('video.preview.open')}
          aria-haspopup="dialog"
          onClick={sheet.open}
        >
          <span className={classes.tiny} style={{ width: Math.min(60, (44 * across) / down) }}>
            <AspectFrame ratio={across / down}>{frame.url && <img src={frame.url} alt="" />}</AspectFrame>
          </span>
          <span className={classes.facts} aria-hidden>
            <span>{aspect}</span>
            <span>{length.seconds > 0 ? format.seconds(length.seconds) : t(`video.preset.${preset}`)}</span>
          </span>
        </Button>
        {button}
      </div>
      <Drawer
        opened={open}
        onClose={sheet.close}
        position="bottom"
        size="auto"
        radius="lg"
        title={t('video.preview')}
        classNames={{ content: classes.sheet }}
      >
        <Preview frame={frame} />
        <div className={classes.sheetOptions}>{options}</div>
        <Button fullWidth variant="default" onClick={sheet.close}>
          {t('image.settings.close')}
        </Button>
      </Drawer>
    </>
  );
}
