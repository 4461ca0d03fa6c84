import { Button, TextInput } from '@mantine/core';
import { Plug } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normaliseBackendUrl, useBackendUrl } from '@/services/backend-url';
import { toast } from '@/services/toasts';
import { useConnectionTest } from '../hooks/use-connection-test';
import classes from './backend-form.module.css';
import { TestSteps } from './test-steps';

/** Where the studio is: typed, tested step by step, kept in the browser (UX-50). */
export function BackendForm() {
  const { t } = useTranslation();
  const stored = useBackendUrl((backend) => backend.url);
  const keep = useBackendUrl((backend) => backend.set);
  const [typed, setTyped] = useState(stored);
  const [problem, setProblem] = useState('');
  const test = useConnectionTest();
  const origin = window.location.origin;

  /** The typed address, or null after saying what is wrong with it. */
  const accept = (): string | null => {
    const answer = normaliseBackendUrl(typed);
    setProblem('problem' in answer ? t(`settings.connection.${answer.problem}`) : '');
    if ('problem' in answer) return null;
    setTyped(answer.url);
    return answer.url;
  };
  const tryIt = () => {
    const url = accept();
    if (url !== null) void test.run(url || origin);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const url = accept();
    if (url === null) return;
    keep(url);
    toast({ id: 'backend', kind: 'ok', title: t('settings.connection.saved') });
    void test.run(url || origin);
  };
  const goHome = () => {
    setTyped('');
    setProblem('');
    test.clear();
    keep('');
  };

  return (
    <form className={classes.form} onSubmit={save} noValidate>
      <TextInput
        label={t('settings.connection.url')}
        description={t('settings.connection.here', { origin })}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        placeholder={origin}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={problem}
        inputMode="url"
        autoComplete="url"
        autoCapitalize="none"
        spellCheck={false}
      />
      <div className={classes.buttons}>
        <Button type="submit" variant="default">
          {t('settings.connection.save')}
        </Button>
        <Button variant="default" leftSection={<Plug />} onClick={tryIt} loading={test.state?.running ?? false}>
          {t('settings.connection.test')}
        </Button>
        {stored && (
          <Button variant="subtle" color="gray" onClick={goHome}>
            {t('settings.connection.useHere')}
          </Button>
        )}
      </div>
      {test.state && <TestSteps state={test.state} />}
    </form>
  );
}
