import { ActionIcon, Textarea, Tooltip } from '@mantine/core';
import { Eraser, Lightbulb } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkey } from '@/services/hotkeys';
import { useHistoryWalk } from '../hooks/use-history-walk';
import { GoalChips } from './goal-chips';
import classes from './prompt-box.module.css';
import { PromptHistoryMenu } from './prompt-history-menu';

export const LONGEST_PROMPT = 4000; // the API's own limit
export const PROMPT_ID = 'image-prompt';

interface Props {
  value: string;
  onChange: (prompt: string) => void;
  /** What keeps it from being sent, once somebody tried. */
  error?: string | undefined;
  /** Something to know about the words: the model reads another language best. */
  note?: ReactNode;
  /** Help with the words. */
  children?: ReactNode;
}

/** Where the person says what to draw. */
export function PromptBox({ value, onChange, error, note, children }: Props) {
  const { t } = useTranslation();
  const walk = useHistoryWalk(value, onChange);
  useHotkey({ keys: '/', label: 'keys.prompt', group: 'keys.group.image' }, focusPrompt);
  return (
    <div className={classes.box}>
      <Textarea
        id={PROMPT_ID}
        label={t('image.prompt')}
        placeholder={t('image.prompt.placeholder')}
        aria-keyshortcuts="Control+Enter"
        autosize
        minRows={4}
        maxRows={12}
        maxLength={LONGEST_PROMPT}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={walk}
      />
      <div className={classes.tools}>
        {value === '' ? (
          <Tooltip label={t('image.example.use')}>
            <ActionIcon
              variant="subtle"
              className={classes.tool}
              aria-label={t('image.example.use')}
              onClick={() => onChange(t('image.example'))}
            >
              <Lightbulb />
            </ActionIcon>
          </Tooltip>
        ) : (
          <Tooltip label={t('image.prompt.clear')}>
            <ActionIcon
              variant="subtle"
              className={classes.tool}
              aria-label={t('image.prompt.clear')}
              onClick={() => {
                onChange('');
                focusPrompt();
              }}
            >
              <Eraser />
            </ActionIcon>
          </Tooltip>
        )}
        <PromptHistoryMenu
          onPick={(prompt) => {
            onChange(prompt);
            focusPrompt();
          }}
        />
      </div>
      {note && <p className={classes.note}>{note}</p>}
      {children}
      <GoalChips prompt={value} onChange={onChange} />
    </div>
  );
}

export const focusPrompt = (): void => document.getElementById(PROMPT_ID)?.focus();
