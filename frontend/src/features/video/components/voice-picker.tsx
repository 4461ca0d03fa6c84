import { Anchor } from '@mantine/core';
import { memo, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '@/components/ui/error-state';
import form from '@/components/ui/form.module.css';
import { Placeholder } from '@/components/ui/placeholder';
import { useVoices, type Voice } from '../api/voices';
import { useBestVoice } from '../hooks/use-best-voice';
import { ACCENTS, grouped } from '../lib/voices';
import { PlayButton } from './play-button';
import classes from './voice-picker.module.css';

interface Props {
  /** "": the best one for the language. */
  value: string;
  /** Of the script; its voices come first. */
  language: string;
  error?: string | undefined;
  onChange: (id: string) => void;
}

/** The voices by language, each with a sample of how it sounds. */
export const VoicePicker = memo(({ value, language, error, onChange }: Props) => {
  const { t } = useTranslation();
  const group = useId();
  const query = useVoices();
  const voices = query.data ?? [];
  const best = useBestVoice(language);
  const chosen = voices.find(({ id }) => id === value);
  return (
    <fieldset className={`${form.group} ${classes.picker}`}>
      <legend className="es-hidden">{t('video.voice')}</legend>
      {query.isPending && <Placeholder height={120} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} ratio={4} />}
      {voices.length > 0 && (
        <div className={classes.voice}>
          <label className={classes.choice}>
            <input type="radio" name={group} checked={value === ''} onChange={() => onChange('')} />
            <span className={classes.name}>{t('video.voice.best')}</span>
            <span className={classes.about}>{best?.name}</span>
          </label>
        </div>
      )}
      {grouped(voices, language).map(({ language: spoken, accent, voices: some }) => (
        <fieldset key={spoken + accent} className={`${form.group} ${classes.group}`}>
          <legend>
            {[t(`video.language.${spoken}`), ACCENTS[accent] ? t(ACCENTS[accent]) : accent].filter(Boolean).join(' · ')}
          </legend>
          {some.map((voice) => (
            <VoiceOption
              key={voice.id}
              group={group}
              voice={voice}
              checked={voice.id === value}
              onSelect={() => onChange(voice.id)}
            />
          ))}
        </fieldset>
      ))}
      {(error || (value !== '' && query.data && !chosen)) && (
        <p className={form.error} role="alert">
          {error ?? t('video.voice.gone')}
        </p>
      )}
      {voices.some(({ installed }) => !installed) && (
        <Anchor component={Link} to="/settings#models" size="sm">
          {t('video.voice.install')}
        </Anchor>
      )}
      <Credit voice={chosen ?? best} />
    </fieldset>
  );
});

interface OptionProps {
  group: string;
  voice: Voice;
  checked: boolean;
  onSelect: () => void;
}

function VoiceOption({ group, voice, checked, onSelect }: OptionProps) {
  const { t } = useTranslation();
  const about = [
    t(`video.voice.${voice.gender}`),
    voice.draft && t('video.voice.draft'),
    !voice.installed && t('video.voice.missing'),
  ];
  return (
    <div className={classes.voice}>
      <label className={classes.choice}>
        <input type="radio" name={group} checked={checked} disabled={!voice.installed} onChange={onSelect} />
        <span className={classes.name}>{voice.name}</span>
        <span className={classes.about}>{about.filter(Boolean).join(' · ')}</span>
      </label>
      {voice.sample_url && <PlayButton id={`voice:${voice.id}`} url={voice.sample_url} name={voice.name} />}
    </div>
  );
}

function Credit({ voice }: { voice: Voice | undefined }) {
  const { t } = useTranslation();
  if (!voice) return null;
  return (
    <p className={form.note}>
      {[voice.name, voice.credit, voice.license, !voice.commercial_use && t('video.voice.nonCommercial')]
        .filter(Boolean)
        .join(' · ')}
    </p>
  );
}
