import { Button, TextInput } from '@mantine/core';
import { Link } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import { type Lora, useImportLora } from '../api/loras';
import classes from './lora-library.module.css';

/** A LoRA behind an https address: the studio fetches, checks and keeps it. */
export function LoraImport({ onAdded }: { onAdded: (lora: Lora) => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [url, setUrl] = useState('');
  const add = useImportLora();
  const wrong = url.trim() !== '' && !/^https:\/\/\S+$/i.test(url.trim());
  const problem = add.error ? errorText(add.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (url.trim() === '' || wrong) return;
    add.mutate(url.trim(), {
      onSuccess: (lora) => {
        setUrl('');
        onAdded(lora);
      },
    });
  };
  return (
    <form className={classes.import} onSubmit={submit} noValidate>
      <TextInput
        type="url"
        inputMode="url"
        aria-label={t('lora.url')}
        placeholder="https://…/lora.safetensors"
        leftSection={<Link aria-hidden />}
        value={url}
        error={wrong ? t('lora.url.wrong') : problem && inOneLine(problem)}
        onChange={(event) => {
          add.reset();
          setUrl(event.currentTarget.value);
        }}
      />
      <Button type="submit" variant="default" loading={add.isPending} disabled={url.trim() === '' || wrong}>
        {t('lora.url.add')}
      </Button>
    </form>
  );
}
