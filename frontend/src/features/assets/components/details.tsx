import { ActionIcon, Button, TextInput } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCopy } from '@/components/ui/use-copy';
import type { TKey } from '@/i18n';
import { useFormat } from '@/i18n/format';
import type { Asset } from '../api/list-assets';
import type { AssetActions } from '../hooks/use-asset-actions';
import classes from './details.module.css';
import { TagEditor } from './tag-editor';

interface Row {
  label: TKey;
  value: string;
  /** Numbers and names of things in mono, sentences in text. */
  mono: boolean;
}

/** Everything known about an asset. Each line can be copied, and all of them at once. */
export function Details({ asset, actions }: { asset: Asset; actions: AssetActions }) {
  const { t } = useTranslation();
  const rows = useRows(asset);
  const all = useCopy();
  const text = rows.map(({ label, value }) => `${t(label)}: ${value}`).join('\n');
  return (
    <div className={classes.details}>
      <dl className={classes.list}>
        {rows.map((row) => (
          <DetailRow key={row.label} label={t(row.label) as string} value={row.value} mono={row.mono} />
        ))}
      </dl>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={all.done ? <Check /> : <Copy />}
        onClick={() => void all.run(text)}
      >
        {all.done ? t('common.copied') : t('details.copyAll')}
      </Button>
      <NameField asset={asset} onRename={(name) => actions.rename(asset, name)} />
      <TagEditor
        tags={asset.tags}
        onAdd={(tag) => actions.addTag([asset], tag)}
        onRemove={(tag) => actions.removeTag(asset, tag)}
      />
    </div>
  );
}

function DetailRow({ label, value, mono }: { label: string; value: string; mono: boolean }) {
  const { t } = useTranslation();
  const copy = useCopy();
  return (
    <div className={classes.row} data-long={!mono || undefined}>
      <dt>{label}</dt>
      <dd>
        <span className={mono ? 'es-mono' : classes.words}>{value}</span>
        <ActionIcon
          variant="subtle"
          className={classes.copy}
          aria-label={copy.done ? t('common.copied') : t('details.copy', { what: label })}
          onClick={() => void copy.run(value)}
        >
          {copy.done ? <Check /> : <Copy />}
        </ActionIcon>
      </dd>
    </div>
  );
}

function NameField({ asset, onRename }: { asset: Asset; onRename: (name: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(asset.name);
  const changed = name.trim() !== asset.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed) onRename(name.trim());
  };
  return (
    <form className={classes.name} onSubmit={submit}>
      <TextInput
        label={t('details.name')}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {changed && (
        <Button type="submit" variant="default">
          {t('common.save')}
        </Button>
      )}
    </form>
  );
}

const SOURCES: Record<string, TKey> = {
  generated: 'details.source.generated',
  foreign: 'details.source.foreign',
  upload: 'details.source.upload',
  import: 'details.source.import',
};

/** The lines there is something to say for. */
function useRows(asset: Asset): Row[] {
  const { t } = useTranslation();
  const format = useFormat();
  const recipe = asset.recipe ?? {};
  const known = (name: string): string => {
    const value = recipe[name];
    return typeof value === 'number' ? plain(value) : typeof value === 'string' ? value : '';
  };
  const source = SOURCES[asset.ai_generated && asset.source !== 'generated' ? 'foreign' : asset.source];
  const rows: Row[] = [
    { label: 'details.prompt', value: asset.prompt, mono: false },
    { label: 'details.negative', value: known('negative_prompt'), mono: false },
    { label: 'details.seed', value: known('seed'), mono: true },
    { label: 'details.model', value: known('model'), mono: true },
    {
      label: 'details.size',
      value: asset.width && asset.height ? `${asset.width} × ${asset.height} px` : '',
      mono: true,
    },
    {
      label: 'details.duration',
      value: asset.duration_s === null ? '' : format.seconds(asset.duration_s, 1),
      mono: true,
    },
    { label: 'details.steps', value: known('num_inference_steps'), mono: true },
    { label: 'details.guidance', value: known('guidance_scale'), mono: true },
    { label: 'details.scheduler', value: known('scheduler'), mono: true },
    { label: 'details.created', value: format.date(asset.created_at), mono: true },
    {
      label: 'details.file',
      value: `${asset.mime.split('/')[1]?.toUpperCase()} · ${format.bytes(asset.bytes)}`,
      mono: true,
    },
    { label: 'details.source', value: source ? (t(source) as string) : asset.source, mono: true },
  ];
  return rows.filter(({ value }) => value !== '');
}

/** A number as it has to be typed to get the same picture: no thousands separators. */
const plain = (value: number) => String(value);
