import { Button, Drawer, SegmentedControl } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { memo, type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { AspectFrame } from '@/components/ui/aspect-frame';
import { useFormat } from '@/i18n/format';
import type { Schemas } from '@/services/api';
import { useHotkey } from '@/services/hotkeys';
import { useFrame } from '../hooks/use-frame';
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

/** Where the form and the frame fit beside each other. */
const WIDE = '(min-width: 960px)';

/** The form beside the frame it gives; on a narrow screen the frame and its settings are a sheet over the bottom bar. */
export function VideoBench({ render, recent, children }: Props) {
  const { t } = useTranslation();
  const wide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  const every = useVideo((state) => state.every);
  useHotkey(RENDER, (event) => !event.repeat && render.start(every));
  const options = <RenderOptions />;
  const problem = <RenderProblem render={render} />;
  const button = <RenderButton render={render} recent={recent} />;
  return (
    <div className={classes.bench}>
      <div className={classes.work}>
        <section className={classes.form} aria-label={t('video.settings')} data-video-form>
          <WaySwitch />
          <Form problem={render.problem} />
        </section>
        <div className={classes.stage}>{children}</div>
      </div>
      {wide ? (
        <aside className={classes.side} aria-label={t('video.preview')}>
          <div className={classes.look}>
            <LivePreview />
            {options}
          </div>
          <div className={classes.go}>
            {problem}
            {button}
          </div>
        </aside>
      ) : (
        <ThumbBar options={options} problem={problem} button={button} />
      )}
    </div>
  );
}

/** One avatar that says it all, or scenes; the words stay. */
function WaySwitch() {
  const { t } = useTranslation();
  const way = useVideo((state) => state.draft.way);
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('video.way')}
      value={way}
      onChange={(next) => {
        const { draft, replace, look } = useVideo.getState();
        replace(switched(draft, next as Way));
        look(0, 0);
      }}
      data={[
        { value: 'presenter', label: t('video.way.presenter') },
        { value: 'scenes', label: t('video.way.scenes') },
      ]}
    />
  );
}

type Problem = Render['problem'];

/** Everything about the video. It draws itself anew only when its own part changes: somebody is typing in it. */
const Form = memo(({ problem }: { problem: Problem }) => {
  const { t } = useTranslation();
  const scenes = useVideo((state) => state.draft.way === 'scenes');
  const whole = useCallback((...fields: string[]) => problem(null, ...fields), [problem]);
  return (
    <>
      {scenes ? <SceneList problem={problem} error={whole('scenes')} /> : <ScriptPanel error={whole('script')} />}
      <div>
        {!scenes && (
          <Fold
            part="presenter"
            title={t('video.part.presenter')}
            problem={Boolean(whole('avatar_id', 'background', 'lower_third', 'price_tag'))}
          >
            <PresenterPanel problem={whole} />
          </Fold>
        )}
        <Fold
          part="voice"
          title={t('video.part.voice')}
          problem={Boolean(whole('voice_id', 'audio_asset_id', 'speed'))}
        >
          <VoicePanel problem={whole} />
        </Fold>
        <Fold part="captions" title={t('video.part.captions')} problem={Boolean(whole('captions'))}>
          <CaptionsPanel problem={whole} />
        </Fold>
        <Fold
          part="music"
          title={t('video.part.music')}
          problem={Boolean(whole('music', 'music_asset_id', 'music_volume'))}
        >
          <MusicPanel problem={whole} />
        </Fold>
        <Fold part="ending" title={t('video.part.ending')} problem={Boolean(whole('brand', 'cta', 'title'))}>
          <EndingPanel problem={whole} />
        </Fold>
      </div>
    </>
  );
});

function PresenterPanel({ problem }: { problem: (...fields: string[]) => string | undefined }) {
  const presenter = useVideo((state) => state.draft.presenter);
  const lowerThird = useVideo((state) => state.draft.lowerThird);
  const priceTag = useVideo((state) => state.draft.priceTag);
  const change = useVideo((state) => state.change);
  return (
    <>
      <AvatarPicker
        value={presenter.avatarId}
        error={problem('avatar_id')}
        onChange={(avatarId) => change({ presenter: { ...presenter, avatarId } })}
      />
      <BackgroundField
        value={presenter.background}
        error={problem('background')}
        onChange={(background) => change({ presenter: { ...presenter, background } })}
      />
      <OverlayFields value={{ lowerThird, priceTag }} problem={problem} onChange={change} />
    </>
  );
}

const LivePreview = () => <Preview frame={useFrame()} />;

interface ThumbBarProps {
  options: ReactNode;
  problem: ReactNode;
  button: ReactNode;
}

/** A narrow screen's bottom bar: the frame in little, which opens it large, and the one primary button. */
function ThumbBar({ options, problem, button }: ThumbBarProps) {
  const frame = useFrame();
  const { t } = useTranslation();
  const format = useFormat();
  const [open, sheet] = useDisclosure(false);
  const { aspect, preset } = useVideo((state) => state.draft);
  const { across, down } = ASPECTS[aspect];
  const { length } = useScriptLength(useVideo((state) => state.draft));
  return (
    <>
      <div className={classes.thumb}>
        {problem}
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
