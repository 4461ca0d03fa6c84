import { Button, PasswordInput } from '@mantine/core';
import { KeyRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/ui/error-text';
import { isSameOrigin } from '@/services/backend-url';
import { ApiError } from '@/services/errors';
import { useSignIn } from '../api/changes';
import classes from './sign-in.module.css';

/** Asks for the key of a studio that wants one. */
export function SignIn({ heading: Heading = 'h1' }: { heading?: 'h1' | 'h2' }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [key, setKey] = useState('');
  const signIn = useSignIn();
  const wrong = signIn.error instanceof ApiError && signIn.error.status === 401;
  const problem = signIn.error && (wrong ? t('auth.wrong') : errorText(signIn.error).title);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim()) signIn.mutate(key.trim());
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Heading className={classes.title}>{t('auth.title')}</Heading>
      <p className={classes.text}>{t(isSameOrigin() ? 'auth.text' : 'auth.text.remote')}</p>
      {/* For password managers: a key belongs to no person. */}
      <input type="text" name="username" autoComplete="username" value="enfoads" readOnly hidden />
      <PasswordInput
        label={t('auth.key')}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        error={problem}
        autoComplete="current-password"
        leftSection={<KeyRound aria-hidden />}
        visibilityToggleButtonProps={{ 'aria-label': t('auth.show'), tabIndex: 0 }}
        autoFocus
      />
      <Button type="submit" loading={signIn.isPending} disabled={!key.trim()}>
        {t('auth.signIn')}
      </Button>
    </form>
  );
}
