import { ActionIcon, NativeSelect, NumberInput, Textarea, Tooltip } from '@mantine/core';
import { ChevronDown, Copy, GripVertical, ImagePlus, Scissors, Trash2 } from 'lucide-react';
import { type CSSProperties, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { useAvatars } from '../api/avatars';
import type { Sortable } from '../hooks/use-sortable';
import { MOTIONS, type Motion, type Scene, TRANSITIONS, type TransitionKind, type Visual } from '../lib/draft';
import { roughLength } from '../lib/length';
import { PLAIN } from '../lib/requests';
import { useVideo } from '../store/draft';
import { AvatarPicture } from './avatar-picture';
import { ItemPicture } from './item-field';
import { NarrationField } from './narration-field';
import { OverlayFields } from './overlay-fields';
import { RecordingField } from './recording-field';
import classes from './scene-card.module.css';
import { VisualField } from './visual-field';

interface Props {
  scene: Scene;
  index: number;
  /** Its settings are shown. */
  open: boolean;
  /** The preview shows it. */
  looked: boolean;
  handle: ReturnType<Sortable['handle']>;
  problem: (...fields: string[]) => string | undefined;
  onOpen: () => void;
  onDuplicate: () => void;
  onSplit: () => void;
  onRemove: () => void;
}

export const narrationId = (scene: string) => `video-scene-${scene}`;

/** Fields of which the settings, when folded, would hide a refusal. */
const SETTINGS = [
  'visual',
  'motion',
  'transition',
  'transition_s',
  'duration_s',
  'caption',
  'lower_third',
  'price_tag',
];

/** One scene: what is said and, unfolded, all that is seen. */
export function SceneCard(props: Props) {
  const { scene, index, looked, handle, problem, onOpen, onDuplicate, onSplit, onRemove } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const changeScene = useVideo((state) => state.changeScene);
  const look = useVideo((state) => state.look);
  const speed = useVideo((state) => state.draft.speed);
  const number = index + 1;
  const open = props.open || problem(...SETTINGS, 'audio_asset_id') !== undefined;
  const seconds = Math.max(
    scene.durationS ?? 0,
    scene.recording?.seconds ?? roughLength(scene.narration, speed).seconds,
  );
  return (
    <article className={classes.card} aria-label={t('video.scene.nth', { number })} data-looked={looked || undefined}>
      <header className={classes.head}>
        <button
          type="button"
          className={classes.handle}
          aria-label={t('video.scene.move', { number })}
          aria-describedby="video-scene-keys"
          {...handle}
        >
          <GripVertical aria-hidden />
          <span aria-hidden>{number}</span>
        </button>
        <span className={classes.seconds}>{seconds > 0 && format.seconds(seconds)}</span>
        <Action label={t('video.scene.split', { number })} icon={<Scissors />} onClick={onSplit} />
        <Action label={t('video.scene.duplicate', { number })} icon={<Copy />} onClick={onDuplicate} />
        <Action label={t('video.scene.delete', { number })} icon={<Trash2 />} onClick={onRemove} />
      </header>
      <div className={classes.main}>
        <button
          type="button"
          className={classes.visual}
          aria-expanded={open}
          aria-controls={id}
          aria-label={t('video.scene.settings', { number })}
          onClick={() => {
            look(index, 0);
            onOpen();
          }}
        >
          <VisualPicture visual={scene.visual} />
          <ChevronDown aria-hidden className={classes.chevron} />
        </button>
        <div className={classes.words}>
          <NarrationField
            id={narrationId(scene.id)}
            scene={index}
            label={t('video.scene.narration', { number })}
            hideLabel
            placeholder={t('video.scene.narration.placeholder')}
            rows={2}
            mostRows={10}
            value={scene.narration}
            error={problem('narration')}
            onChange={(narration) => changeScene(scene.id, { narration })}
          />
        </div>
      </div>
      <div id={id} hidden={!open} className={classes.settings}>
        {open && <SceneSettings scene={scene} first={index === 0} problem={problem} />}
      </div>
    </article>
  );
}

function Action({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" className={classes.action} aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** What a scene shows, in little. */
function VisualPicture({ visual }: { visual: Visual }) {
  const avatars = useAvatars().data ?? [];
  const { kind, asset, color, avatarId, prompt } = visual;
  if (kind === 'asset' && asset) return <ItemPicture item={asset} />;
  if (kind === 'avatar') {
    const avatar = avatars.find((one) => one.id === avatarId) ?? avatars[0];
    return avatar ? <AvatarPicture avatar={avatar} /> : <span className={classes.blank} />;
  }
  if (kind === 'color') {
    return <span className={classes.blank} style={{ '--fill': color || PLAIN } as CSSProperties} />;
  }
  return (
    <span className={classes.blank}>{kind === 'prompt' && prompt ? <q>{prompt}</q> : <ImagePlus aria-hidden />}</span>
  );
}

interface SettingsProps {
  scene: Scene;
  /** The first scene comes in by no transition. */
  first: boolean;
  problem: Props['problem'];
}

function SceneSettings({ scene, first, problem }: SettingsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const changeScene = useVideo((state) => state.changeScene);
  const put = (fields: Partial<Scene>) => changeScene(scene.id, fields);
  const decimal = { decimalScale: 1, decimalSeparator: format.language === 'es' ? ',' : '.' };
  return (
    <>
      <VisualField visual={scene.visual} problem={problem} onChange={(visual) => put({ visual })} />
      <div className={classes.grid}>
        {scene.visual.kind !== 'avatar' && (
          <NativeSelect
            label={t('video.motion')}
            value={scene.motion}
            onChange={(event) => put({ motion: event.currentTarget.value as Motion })}
            data={MOTIONS.map((motion) => ({ value: motion, label: t(`video.motion.${motion}`) }))}
          />
        )}
        {!first && (
          <>
            <NativeSelect
              label={t('video.transition')}
              value={scene.transition}
              onChange={(event) => put({ transition: event.currentTarget.value as TransitionKind })}
              data={TRANSITIONS.map((kind) => ({ value: kind, label: t(`video.transition.${kind}`) }))}
            />
            {scene.transition !== 'cut' && (
              <NumberInput
                label={t('video.transition.seconds')}
                suffix=" s"
                min={0}
                max={2}
                step={0.1}
                {...decimal}
                value={scene.transitionS}
                onChange={(value) => typeof value === 'number' && put({ transitionS: value })}
              />
            )}
          </>
        )}
        <NumberInput
          label={t('video.scene.duration')}
          placeholder={t('video.scene.duration.auto')}
          suffix=" s"
          min={0.5}
          max={120}
          step={0.5}
          {...decimal}
          value={scene.durationS ?? ''}
          error={problem('duration_s')}
          onChange={(value) => put({ durationS: typeof value === 'number' ? value : null })}
        />
      </div>
      <OverlayFields value={scene} problem={problem} onChange={put} />
      <Textarea
        label={t('video.scene.caption')}
        placeholder={t('video.scene.caption.placeholder')}
        autosize
        minRows={1}
        maxLength={2000}
        value={scene.caption ?? ''}
        error={problem('caption')}
        onChange={(event) => put({ caption: event.currentTarget.value || null })}
      />
      <RecordingField
        value={scene.recording}
        script={scene.narration}
        error={problem('audio_asset_id')}
        onChange={(recording) => put({ recording })}
      />
    </>
  );
}
