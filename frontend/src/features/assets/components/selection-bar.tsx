import { Button, CloseButton, Modal, Popover, TextInput } from '@mantine/core';
import { CheckCheck, Circle, CircleOff, FolderArchive, Tag, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/services/toasts';
import type { Asset } from '../api/list-assets';
import type { AssetActions } from '../hooks/use-asset-actions';
import classes from './selection-bar.module.css';

interface Props {
  selected: Asset[];
  actions: AssetActions;
  onAll: () => void;
  onClear: () => void;
}

/** What can be done to everything selected. Stays in sight while the list scrolls. */
export function SelectionBar({ selected, actions, onAll, onClear }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const count = selected.length;
  const ids = selected.map(({ id }) => id);
  const allFavorite = selected.every(({ favorite }) => favorite);
  const remove = () => {
    setAsking(false);
    actions.remove(ids);
    onClear();
  };
  return (
    <>
      <p role="status" className="es-hidden">
        {count > 0 && t('library.selected', { count })}
      </p>
      {count > 0 && (
        <div className={classes.bar} role="toolbar" aria-label={t('library.selection')}>
          <CloseButton aria-label={t('library.selection.clear')} onClick={onClear} />
          <span className={classes.count}>{t('library.selected', { count })}</span>
          <Button variant="default" leftSection={<CheckCheck />} onClick={onAll}>
            {t('library.selection.all')}
          </Button>
          <Button
            variant="default"
            leftSection={allFavorite ? <CircleOff /> : <Circle />}
            onClick={() => actions.setFavorite(selected, !allFavorite)}
          >
            {t(allFavorite ? 'library.unfavorite' : 'library.favorite')}
          </Button>
          <TagButton onTag={(tag) => tagAll(tag)} />
          <Button
            variant="default"
            leftSection={<FolderArchive />}
            loading={actions.exporting}
            onClick={() => actions.exportZip(ids)}
          >
            {t('library.selection.zip')}
          </Button>
          <Button variant="default" className={classes.danger} leftSection={<Trash2 />} onClick={() => setAsking(true)}>
            {t('library.delete')}
          </Button>
        </div>
      )}
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('library.delete.title', { count })}>
        <p>{t('library.delete.text')}</p>
        <div className={classes.confirm}>
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="danger" onClick={remove}>
            {t('library.delete')}
          </Button>
        </div>
      </Modal>
    </>
  );

  function tagAll(tag: string) {
    actions.addTag(selected, tag);
    toast({ id: 'asset-tag', kind: 'ok', title: t('library.selection.tagged', { tag }) });
  }
}

function TagButton({ onTag }: { onTag: (tag: string) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [tag, setTag] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!tag.trim()) return;
    onTag(tag.trim());
    setTag('');
    setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="top" trapFocus returnFocus hideDetached={false}>
      <Popover.Target>
        <Button variant="default" leftSection={<Tag />} onClick={() => setOpen(!open)}>
          {t('library.selection.tag')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit} className={classes.tag}>
          <TextInput
            aria-label={t('details.tags.add')}
            placeholder={t('details.tags.add')}
            value={tag}
            maxLength={40}
            data-autofocus
            onChange={(event) => setTag(event.currentTarget.value)}
          />
          <Button type="submit">{t('library.selection.tag.apply')}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
