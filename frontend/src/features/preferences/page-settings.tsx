import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '@/i18n';
import classes from './page-settings.module.css';
import { usePreferences } from './store';

const NAMES: Record<Language, string> = { es: 'Español', en: 'English' };
const SCHEMES = ['auto', 'light', 'dark'] as const;

/** Language and theme, live (UX-52). */
export function PageSettings() {
  const { t } = useTranslation();
  const { language, setLanguage } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const languageId = useId();
  const themeId = useId();
  return (
    <>
      <div className={classes.field}>
        <span id={languageId} className={classes.label}>
          {t('shell.language')}
        </span>
        <SegmentedControl
          aria-labelledby={languageId}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
          data={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
        />
      </div>
      <div className={classes.field}>
        <span id={themeId} className={classes.label}>
          {t('shell.theme')}
        </span>
        <SegmentedControl
          aria-labelledby={themeId}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as (typeof SCHEMES)[number])}
          data={SCHEMES.map((value) => ({ value, label: t(`shell.theme.${value}`) }))}
        />
      </div>
    </>
  );
}
