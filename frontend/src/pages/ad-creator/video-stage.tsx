import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useVideo } from '@/features/video/store/draft';
import { StudioVideos } from './studio-videos';
import { VideoCard } from './video-card';
import classes from './video-stage.module.css';

/** The videos that were asked for here, newest first: on their way, failed, or to be played; then the studio's others. */
export function VideoStage() {
  const { t } = useTranslation();
  const jobs = useVideo((state) => state.jobs);
  const section = useRef<HTMLElement>(null);
  const newest = jobs[0];
  const before = useRef(newest);
  useEffect(() => {
    if (newest && newest !== before.current) section.current?.scrollIntoView({ block: 'nearest' });
    before.current = newest;
  }, [newest]);
  return (
    <section ref={section} className={classes.stage} aria-labelledby="video-stage">
      <h2 id="video-stage" className={classes.title}>
        {t('video.made')}
      </h2>
      {jobs.length === 0 ? (
        <p className={classes.none}>{t('video.made.none')}</p>
      ) : (
        <ul className={classes.cards}>
          {jobs.map((id) => (
            <VideoCard key={id} id={id} />
          ))}
        </ul>
      )}
      <StudioVideos shown={jobs} />
    </section>
  );
}
