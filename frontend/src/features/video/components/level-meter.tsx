import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './recorder-dialog.module.css';

const QUIET = 0.015; // peak of full scale: the hiss of a microphone stays below, a soft voice does not
const WAIT_MS = 2500;

/** How loud the microphone hears, live; says so when it hears nothing, before a whole script has been read to it. */
export function LevelMeter({ stream }: { stream: MediaStream }) {
  const { t } = useTranslation();
  const bar = useRef<HTMLSpanElement>(null);
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    if (typeof AudioContext === 'undefined') return;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    let heard = performance.now();
    let frame = 0;
    const look = (now: number) => {
      analyser.getFloatTimeDomainData(wave);
      const peak = wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      if (peak > QUIET) heard = now;
      setSilent(now - heard > WAIT_MS);
      // Decibels, as ears count: the bar starts at -48 dB.
      if (bar.current) bar.current.style.transform = `scaleX(${Math.max(0, 1 + Math.log10(peak + 1e-9) / 2.4)})`;
      frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => {
      cancelAnimationFrame(frame);
      void context.close();
    };
  }, [stream]);
  return (
    <div className={classes.level}>
      <span className={classes.track} aria-hidden>
        <span ref={bar} />
      </span>
      <span role="status" className={classes.silent}>
        {silent && t('video.record.silent')}
      </span>
    </div>
  );
}
