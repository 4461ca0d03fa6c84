import { NumberInput, SegmentedControl, Textarea } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import form from '@/components/ui/form.module.css';
import { Notice } from '@/components/ui/notice';
import { SliderField } from '@/components/ui/slider-field';
import { useFormat } from '@/i18n/format';
import { type Background, VISUALS, type Visual, type VisualKind } from '../lib/draft';
import { PLAIN } from '../lib/requests';
import { useSurroundings } from '../lib/surroundings';
import { AvatarPicker } from './avatar-picker';
import { ColorField } from './color-field';
import { ItemField } from './item-field';
import classes from './visual-field.module.css';

interface Props {
  visual: Visual;
  /** What was refused, by the field. */
  problem: (...fields: string[]) => string | undefined;
  onChange: (visual: Visual) => void;
}

/** What a scene shows. */
export function VisualField({ visual, problem, onChange }: Props) {
  const { t } = useTranslation();
  const put = (fields: Partial<Visual>) => onChange({ ...visual, ...fields });
  return (
    <div className={classes.fields}>
      <SegmentedControl
        fullWidth
        aria-label={t('video.visual')}
        value={visual.kind}
        onChange={(kind) => put({ kind: kind as VisualKind })}
        data={VISUALS.map((kind) => ({ value: kind, label: t(`video.visual.${kind}`) }))}
      />
      {visual.kind === 'avatar' && (
        <>
          <AvatarPicker
            value={visual.avatarId}
            error={problem('visual.avatar_id')}
            onChange={(avatarId) => put({ avatarId })}
          />
          <BackgroundField
            value={visual.background}
            error={problem('visual.background')}
            onChange={(background) => put({ background })}
          />
        </>
      )}
      {visual.kind === 'asset' && (
        <>
          <ItemField
            label={t('video.visual.item')}
            kinds={['image', 'video']}
            value={visual.asset}
            error={problem('visual.asset_id', 'visual')}
            onChange={(asset) => put({ asset, startS: 0, volume: 0 })}
          />
          {visual.asset?.type === 'video' && <ClipFields visual={visual} put={put} />}
        </>
      )}
      {visual.kind === 'prompt' && <PromptField visual={visual} error={problem('visual.prompt')} put={put} />}
      {visual.kind === 'color' && (
        <ColorField
          label={t('video.visual.color')}
          value={visual.color || PLAIN}
          onChange={(color) => put({ color: color ?? '' })}
        />
      )}
    </div>
  );
}

type Put = (fields: Partial<Visual>) => void;

function PromptField({ visual, error, put }: { visual: Visual; error: string | undefined; put: Put }) {
  const { t } = useTranslation();
  const { draws } = useSurroundings();
  return (
    <>
      <Textarea
        label={t('video.visual.prompt.label')}
        description={t('video.visual.prompt.about')}
        placeholder={t('video.visual.prompt.placeholder')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4000}
        value={visual.prompt}
        error={error}
        onChange={(event) => put({ prompt: event.currentTarget.value })}
      />
      {!draws && <Notice kind="warn" title={t('video.visual.noModel')} />}
    </>
  );
}

function ClipFields({ visual, put }: { visual: Visual; put: Put }) {
  const { t } = useTranslation();
  const format = useFormat();
  const longest = visual.asset?.seconds ?? undefined;
  return (
    <div className={classes.pair}>
      <NumberInput
        label={t('video.visual.start')}
        suffix=" s"
        min={0}
        {...(longest !== undefined && { max: Math.max(0, longest - 0.1) })}
        step={0.5}
        decimalScale={1}
        decimalSeparator={format.language === 'es' ? ',' : '.'}
        value={visual.startS}
        onChange={(value) => put({ startS: typeof value === 'number' ? value : 0 })}
      />
      <SliderField
        label={t('video.visual.volume')}
        text={(value) => format.percent(value * 100)}
        min={0}
        max={1}
        step={0.05}
        value={visual.volume}
        onChange={(volume) => put({ volume })}
      />
    </div>
  );
}

interface BackgroundProps {
  value: Background;
  error?: string | undefined;
  onChange: (background: Background) => void;
}

/** What stands behind an avatar. */
export function BackgroundField({ value, error, onChange }: BackgroundProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className={classes.fields}>
      <p className={`${form.label} ${classes.label}`} id={id}>
        {t('video.background')}
      </p>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind as Background['kind'] })}
        data={[
          { value: 'brand', label: t('video.background.brand') },
          { value: 'color', label: t('video.background.color') },
          { value: 'asset', label: t('video.background.asset') },
        ]}
      />
      {value.kind === 'color' && (
        <div className={classes.pair}>
          <ColorField
            label={t('video.background.color')}
            value={value.color || PLAIN}
            onChange={(color) => onChange({ ...value, color: color ?? '' })}
          />
          <ColorField
            label={t('video.background.to')}
            value={value.to}
            otherwise={t('video.background.to.none')}
            start={value.color}
            onChange={(to) => onChange({ ...value, to: to ?? '' })}
          />
        </div>
      )}
      {value.kind === 'asset' && (
        <ItemField
          label={t('video.background.item')}
          kinds={['image', 'video']}
          value={value.asset}
          error={error}
          onChange={(asset) => onChange({ ...value, asset })}
        />
      )}
    </div>
  );
}
