import { ActionIcon } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { Trash2, UserPlus } from 'lucide-react';
import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/ui/error-state';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import form from '@/components/ui/form.module.css';
import { Placeholder } from '@/components/ui/placeholder';
import { toast } from '@/services/toasts';
import { type Avatar, useAvatars, useDeleteAvatar } from '../api/avatars';
import classes from './avatar-picker.module.css';
import { AvatarPicture } from './avatar-picture';

const AvatarDialog = lazy(async () => ({ default: (await import('./avatar-dialog')).AvatarDialog }));

interface Props {
  /** "": the first one. */
  value: string;
  error?: string | undefined;
  onChange: (id: string) => void;
}

/** Who speaks: built-in presenters, and those made from a photo. One that is pointed at moves. */
export function AvatarPicker({ value, error, onChange }: Props) {
  const { t } = useTranslation();
  const group = useId();
  const query = useAvatars();
  const [making, setMaking] = useState(false);
  const avatars = query.data ?? [];
  const chosen = avatars.find(({ id }) => id === value) ?? (value === '' ? avatars[0] : undefined);
  return (
    <fieldset className={`${form.group} ${classes.picker}`}>
      <legend>{t('video.avatar')}</legend>
      {query.isPending && <Placeholder height={96} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} ratio={4} />}
      <ul className={classes.grid}>
        {avatars.map((avatar) => (
          <AvatarOption
            key={avatar.id}
            group={group}
            avatar={avatar}
            checked={avatar.id === chosen?.id}
            onSelect={() => onChange(avatar.id)}
            onDeleted={() => avatar.id === value && onChange('')}
          />
        ))}
        <li>
          <button
            type="button"
            className={classes.make}
            aria-label={t('video.avatar.make')}
            title={t('video.avatar.make')}
            aria-haspopup="dialog"
            onClick={() => setMaking(true)}
          >
            <UserPlus aria-hidden />
            <span aria-hidden>{t('video.avatar.photo')}</span>
          </button>
        </li>
      </ul>
      {(error || (value !== '' && query.data && !chosen)) && (
        <p className={form.error} role="alert">
          {error ?? t('video.avatar.gone')}
        </p>
      )}
      {chosen && (
        <p className={form.note}>{[chosen.name, chosen.credit, chosen.license].filter(Boolean).join(' · ')}</p>
      )}
      {making && (
        <Suspense>
          <AvatarDialog
            onClose={() => setMaking(false)}
            onMade={(avatar) => {
              onChange(avatar.id);
              setMaking(false);
            }}
          />
        </Suspense>
      )}
    </fieldset>
  );
}

interface OptionProps {
  group: string;
  avatar: Avatar;
  checked: boolean;
  onSelect: () => void;
  onDeleted: () => void;
}

function AvatarOption({ group, avatar, checked, onSelect, onDeleted }: OptionProps) {
  const { t } = useTranslation();
  const [lively, setLively] = useState(false);
  const still = useReducedMotion();
  const wake = { onPointerEnter: () => setLively(!still), onFocus: () => setLively(!still) };
  const rest = { onPointerLeave: () => setLively(false), onBlur: () => setLively(false) };
  return (
    <li className={classes.item}>
      <label className={`${form.tile} ${classes.avatar}`} title={avatar.name} {...wake} {...rest}>
        <input
          type="radio"
          name={group}
          checked={checked}
          onChange={onSelect}
          className={`${form.radio} ${classes.radio}`}
        />
        <AvatarPicture avatar={avatar} lively={lively} />
        <span className="es-hidden">{avatar.name}</span>
      </label>
      {avatar.mine && (
        <DeleteAvatar avatar={avatar} label={t('video.avatar.delete', { name: avatar.name })} onDeleted={onDeleted} />
      )}
    </li>
  );
}

function DeleteAvatar({ avatar, label, onDeleted }: { avatar: Avatar; label: string; onDeleted: () => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const erase = useDeleteAvatar();
  return (
    <ActionIcon
      variant="default"
      className={classes.delete}
      aria-label={label}
      title={label}
      loading={erase.isPending}
      onClick={() =>
        erase.mutate(avatar.id, {
          onSuccess: () => {
            onDeleted();
            toast({ id: 'avatar', kind: 'info', title: t('video.avatar.deleted', { name: avatar.name }) });
          },
          onError: (error) =>
            toast({
              id: 'avatar',
              kind: 'danger',
              title: t('video.avatar.delete.failed'),
              text: inOneLine(errorText(error)),
            }),
        })
      }
    >
      <Trash2 />
    </ActionIcon>
  );
}
