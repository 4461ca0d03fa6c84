import { useTranslation } from 'react-i18next';
import { Chip, Chips } from '@/components/ui/chip';

const TONES = ['warm', 'playful', 'sober', 'premium', 'fresh', 'bold'] as const;

interface Props {
  tone: string;
  onChange: (tone: string) => void;
}

/** Words to describe a brand with, for those who would not know where to begin. */
export function ToneChips({ tone, onChange }: Props) {
  const { t } = useTranslation();
  const words = tone
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
  return (
    <Chips label={t('brand.tone.suggestions')}>
      {TONES.map((id) => {
        const word = t(`brand.tone.${id}`);
        const on = words.includes(word);
        const next = on ? words.filter((one) => one !== word) : [...words, word];
        return (
          <Chip key={id} pressed={on} onClick={() => onChange(next.join(', '))}>
            {word}
          </Chip>
        );
      })}
    </Chips>
  );
}
