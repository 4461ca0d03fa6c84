import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePromptHistory } from '../store/prompt-history';
import classes from './prompt-history-menu.module.css';

/** The list of earlier prompts, once there are any. */
export function PromptHistoryMenu({ onPick }: { onPick: (prompt: string) => void }) {
  const { t } = useTranslation();
  const { prompts, clear } = usePromptHistory();
  if (prompts.length === 0) return null;
  return (
    <Menu position="bottom-end" width={320} withInitialFocusPlaceholder={false} hideDetached={false}>
      <Menu.Target>
        <Tooltip label={t('image.history')}>
          <ActionIcon variant="subtle" className={classes.button} aria-label={t('image.history')}>
            <History />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={classes.list}>
        {prompts.map((prompt) => (
          <Menu.Item key={prompt} onClick={() => onPick(prompt)}>
            <span className={classes.prompt}>{prompt}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <p className={classes.hint}>{t('image.history.hint')}</p>
        <Menu.Item className={classes.clear} onClick={clear}>
          {t('image.history.clear')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
