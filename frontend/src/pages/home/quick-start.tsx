import { Button, UnstyledButton } from '@mantine/core';
import { ArrowRight } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import classes from './quick-start.module.css';

const EXAMPLES = ['home.example.1', 'home.example.2', 'home.example.3'] as const;

/** A prompt typed here opens in the creator. */
export function QuickStart() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [prompt, setPrompt] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  const open = (event?: FormEvent) => {
    event?.preventDefault();
    const words = prompt.trim();
    void navigate(words ? `/create?prompt=${encodeURIComponent(words)}` : '/create');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) open(event as unknown as FormEvent);
  };
  const take = (example: string) => {
    setPrompt(example);
    field.current?.focus();
  };

  return (
    <section className={classes.start} aria-labelledby={`${id}-title`}>
      <h1 id={`${id}-title`} className={classes.title}>
        {t('home.title')}
      </h1>
      <form className={classes.sheet} onSubmit={open}>
        <label className="es-hidden" htmlFor={id}>
          {t('home.prompt')}
        </label>
        <textarea
          id={id}
          ref={field}
          className={classes.prompt}
          rows={2}
          maxLength={4000}
          placeholder={t('home.prompt.placeholder')}
          value={prompt}
          onChange={(event) => setPrompt(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div className={classes.foot}>
          <ul className={classes.examples} aria-label={t('home.examples')}>
            {EXAMPLES.map((example) => (
              <li key={example}>
                <UnstyledButton className={classes.example} onClick={() => take(t(example))}>
                  {t(example)}
                </UnstyledButton>
              </li>
            ))}
          </ul>
          <Button type="submit" size="md" rightSection={<ArrowRight />} className={classes.go}>
            {t('home.create')}
          </Button>
        </div>
      </form>
    </section>
  );
}
