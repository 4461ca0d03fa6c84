import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { GOALS, type Goal, hasPreset, type PresetText, togglePreset } from '../lib/prompt-presets';
import classes from './goal-chips.module.css';

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
    <fieldset className={classes.chips}>
      <legend className="es-hidden">{t('image.goals')}</legend>
      {GOALS.map((goal) => {
        const on = hasPreset(prompt, preset(goal));
        return (
          <button
            key={goal}
            type="button"
            className={classes.chip}
            aria-pressed={on}
            title={preset(goal).treatment}
            onClick={() => onChange(togglePreset(prompt, preset(goal)))}
          >
            {on ? <X aria-hidden /> : <Plus aria-hidden />}
            {t(`image.goal.${goal}`)}
          </button>
        );
      })}
    </fieldset>
  );
}
