import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Chip, Chips } from '@/components/ui/chip';
import { GOALS, type Goal, hasPreset, type PresetText, togglePreset } from '../lib/prompt-presets';

interface Props {
  prompt: string;
  onChange: (prompt: string) => void;
}

/** Treatments by ad goal: each adds its words after the person's own, and takes only those out again (UX-10). */
export function GoalChips({ prompt, onChange }: Props) {
  const { t } = useTranslation();
  const preset = (goal: Goal): PresetText => ({
    subject: t(`image.goal.${goal}.subject`),
    treatment: t(`image.goal.${goal}.treatment`),
  });
  return (
    <Chips label={t('image.goals')} swipe>
      {GOALS.map((goal) => {
        const on = hasPreset(prompt, preset(goal));
        return (
          <Chip
            key={goal}
            pressed={on}
            title={preset(goal).treatment}
            icon={on ? <X aria-hidden /> : <Plus aria-hidden />}
            onClick={() => onChange(togglePreset(prompt, preset(goal)))}
          >
            {t(`image.goal.${goal}`)}
          </Chip>
        );
      })}
    </Chips>
  );
}
