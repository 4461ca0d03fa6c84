import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePreferences } from './store';
import classes from './toggle.module.css';

/** Changes to the other language at once; says so in that language, for whoever needs it. */
export function LanguageToggle() {
  const { t } = useTranslation();
  const { language, setLanguage } = usePreferences();
  const other = language === 'es' ? 'en' : 'es';
  return (
    <UnstyledButton
      className={classes.toggle}
      lang={other}
      aria-label={t('shell.toLanguage')}
      onClick={() => setLanguage(other)}
    >
      {language.toUpperCase()}
    </UnstyledButton>
  );
}
