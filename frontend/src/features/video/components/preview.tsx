import { NativeSelect, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ImageOff } from 'lucide-react';
import { type CSSProperties, memo, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { AspectFrame } from '@/components/ui/aspect-frame';
import { CropMarks } from '@/components/ui/crop-marks';
import { FormatFrame, FormatFrames } from '@/components/ui/format-frames';
import { ProgressLine } from '@/components/ui/progress-line';
import { videoOptions } from '../api/options';
import type { Frame } from '../hooks/use-frame';
import { ASPECT_IDS, ASPECTS, PLATFORMS, type Platform } from '../lib/draft';
import { useVideo } from '../store/draft';
import { ExpectedAvatar } from './expected-avatar';
import classes from './preview.module.css';

/** One frame of the video where the caret stands, in the format chosen, with what the platform lays over it. */
export function Preview({ frame }: { frame: Frame }) {
  return (
    <div className={classes.preview}>
      <PreviewFrame frame={frame} />
      <PreviewSettings />
    </div>
  );
}

export function PreviewFrame({ frame }: { frame: Frame }) {
  const { t } = useTranslation();
  const aspect = useVideo((state) => state.draft.aspect);
  const { across, down } = ASPECTS[aspect];
  const { url, loading, error } = frame;
  return (
    <div className={classes.room} style={{ '--ratio': across / down } as CSSProperties}>
      <CropMarks className={classes.marks}>
        <AspectFrame ratio={across / down} className={classes.frame}>
          {url && <img src={url} alt={t('video.preview.alt')} data-old={error !== null || undefined} />}
          {!url && (error === null ? <Expected /> : <ImageOff aria-hidden className={classes.broken} />)}
          {loading && (
            <span className={classes.busy} aria-hidden>
              <ProgressLine value={null} label={t('video.preview.loading')} text={t('video.preview.loading')} />
            </span>
          )}
          <SafeZone />
        </AspectFrame>
      </CropMarks>
      <p className={classes.state} role="status">
        {error ?? (loading && !url ? t('video.preview.loading') : '')}
      </p>
    </div>
  );
}

/** Who will be seen, until the first frame is there: a studio that has just started takes seconds to draw it. */
function Expected() {
  const visual = useVideo(({ draft, scene }) =>
    draft.way === 'presenter' ? draft.presenter : draft.scenes[scene]?.visual,
  );
  return visual?.kind === 'avatar' && <ExpectedAvatar id={visual.avatarId} />;
}

/** What the platform's own buttons and titles cover. */
function SafeZone() {
  const { t } = useTranslation();
  const aspect = useVideo((state) => state.draft.aspect);
  const platform = useVideo((state) => state.draft.platform);
  const shown = useVideo((state) => state.safeZone);
  const { data } = useQuery(videoOptions);
  const box = data?.platforms.find(({ id }) => id === platform)?.safe[aspect];
  if (!shown || !box) return null;
  const style = {
    left: `${box.left * 100}%`,
    top: `${box.top * 100}%`,
    right: `${(1 - box.right) * 100}%`,
    bottom: `${(1 - box.bottom) * 100}%`,
  };
  return <span className={classes.safe} style={style} role="img" aria-label={t('video.safe')} />;
}

const PreviewSettings = memo(() => {
  const { t } = useTranslation();
  const group = useId();
  const aspect = useVideo((state) => state.draft.aspect);
  const platform = useVideo((state) => state.draft.platform);
  const safeZone = useVideo((state) => state.safeZone);
  const { change, setSafeZone } = useVideo.getState();
  const platforms = useQuery(videoOptions).data?.platforms;
  return (
    <>
      <FormatFrames legend={t('video.aspect')} hideLegend>
        {ASPECT_IDS.map((id) => (
          <FormatFrame
            key={id}
            group={group}
            title={t(`image.aspect.${id}`)}
            more={t(`image.aspect.${id}.more`)}
            ratio={id}
            proportion={ASPECTS[id]}
            checked={aspect === id}
            onSelect={() => change({ aspect: id })}
          />
        ))}
      </FormatFrames>
      <div className={classes.place}>
        <NativeSelect
          aria-label={t('video.platform')}
          value={platform}
          onChange={(event) => change({ platform: event.currentTarget.value as Platform })}
          data={PLATFORMS.map((id) => ({
            value: id,
            label: id === 'all' ? t('video.platform.all') : (platforms?.find((one) => one.id === id)?.name ?? id),
          }))}
        />
        <Switch
          label={t('video.safe.show')}
          checked={safeZone}
          onChange={(event) => setSafeZone(event.currentTarget.checked)}
        />
      </div>
    </>
  );
});
