import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/ui/error-state';
import form from '@/components/ui/form.module.css';
import { Placeholder } from '@/components/ui/placeholder';
import { SliderField } from '@/components/ui/slider-field';
import { useFormat } from '@/i18n/format';
import { musicOptions } from '../api/music';
import { useVideo } from '../store/draft';
import { ItemField } from './item-field';
import { PlayButton } from './play-button';
import classes from './voice-picker.module.css';

interface Props {
  problem: (...fields: string[]) => string | undefined;
}

/** What plays below the voice: a built-in bed, a sound of the library, or nothing. */
export function MusicPanel({ problem }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const group = useId();
  const music = useVideo((state) => state.draft.music);
  const change = useVideo((state) => state.change);
  const query = useQuery(musicOptions);
  const choose = (bed: string) => change({ music: { ...music, bed, asset: null } });
  return (
    <>
      <fieldset className={`${form.group} ${classes.picker}`}>
        <legend className="es-hidden">{t('video.music')}</legend>
        {query.isPending && <Placeholder height={120} />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} ratio={4} />}
        <div className={classes.voice}>
          <label className={classes.choice}>
            <input type="radio" name={group} checked={!music.bed && !music.asset} onChange={() => choose('')} />
            <span className={classes.name}>{t('video.music.none')}</span>
          </label>
        </div>
        {query.data?.map((bed) => {
          const name = i18n.language === 'es' ? bed.name_es : bed.name;
          return (
            <div key={bed.id} className={classes.voice}>
              <label className={classes.choice}>
                <input
                  type="radio"
                  name={group}
                  checked={!music.asset && music.bed === bed.id}
                  onChange={() => choose(bed.id)}
                />
                <span className={classes.name}>{name}</span>
                <span className={classes.about}>{t(`video.music.mood.${bed.mood}`)}</span>
              </label>
              <PlayButton id={`music:${bed.id}`} url={bed.sample_url} name={name} />
            </div>
          );
        })}
      </fieldset>
      <ItemField
        label={t('video.music.own')}
        kinds={['audio']}
        value={music.asset}
        error={problem('music_asset_id', 'music')}
        onChange={(asset) => change({ music: { ...music, asset } })}
      />
      {(music.bed || music.asset) && (
        <SliderField
          label={t('video.music.volume')}
          text={(value) => format.percent(value * 100)}
          hint={t('video.music.hint')}
          min={0}
          max={2}
          step={0.05}
          value={music.volume}
          onChange={(volume) => change({ music: { ...music, volume } })}
        />
      )}
    </>
  );
}
