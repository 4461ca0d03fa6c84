import { Button, SegmentedControl, Slider } from '@mantine/core';
import { Contrast, Redo2, Trash2, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHotkey } from '@/services/hotkeys';
import type { MaskHistory } from '../../hooks/use-mask-history';
import type { Size } from '../../lib/sizes';
import classes from './editor-panel.module.css';

export interface Brush {
  /** Diameter in pixels of the picture. */
  size: number;
  erase: boolean;
}

const shorter = ({ width, height }: Size) => Math.min(width, height);
const smallest = (picture: Size) => Math.max(1, Math.round(shorter(picture) / 100));
const largest = (picture: Size) => Math.max(2, Math.round(shorter(picture) / 2));

export const usualBrush = (picture: Size): Brush => ({
  size: Math.max(2, Math.round(shorter(picture) / 8)),
  erase: false,
});

/** One press of `[` or `]`. */
const FACTOR = 1.25;

interface Props {
  picture: Size;
  brush: Brush;
  onBrush: (brush: Brush) => void;
  history: MaskHistory;
  /** How much of the picture is painted, 0 to 1. */
  share: number;
  blur: number;
  onBlur: (blur: number) => void;
}

export function BrushPanel({ picture, brush, onBrush, history, share, blur, onBlur }: Props) {
  const { t } = useTranslation();
  const resize = (size: number) =>
    onBrush({ ...brush, size: Math.min(largest(picture), Math.max(smallest(picture), Math.round(size))) });
  useEditorKeys({ brush, onBrush, resize, history });
  return (
    <>
      <p className={classes.hint}>{t('editor.hint')}</p>
      <SegmentedControl
        fullWidth
        aria-label={t('editor.tool')}
        value={brush.erase ? 'eraser' : 'brush'}
        onChange={(tool) => onBrush({ ...brush, erase: tool === 'eraser' })}
        data={[
          { value: 'brush', label: t('editor.brush') },
          { value: 'eraser', label: t('editor.eraser') },
        ]}
      />
      <LabelledSlider
        label={t('editor.size')}
        keys={['[', ']']}
        min={smallest(picture)}
        max={largest(picture)}
        value={brush.size}
        onChange={resize}
      />
      <div className={classes.tools}>
        <Button variant="default" leftSection={<Undo2 />} disabled={!history.canUndo} onClick={history.undo}>
          {t('editor.undo')}
        </Button>
        <Button variant="default" leftSection={<Redo2 />} disabled={!history.canRedo} onClick={history.redo}>
          {t('editor.redo')}
        </Button>
        <Button variant="default" leftSection={<Contrast />} onClick={() => history.add({ kind: 'invert' })}>
          {t('editor.invert')}
        </Button>
        <Button
          variant="default"
          leftSection={<Trash2 />}
          disabled={!history.painted}
          onClick={() => history.add({ kind: 'clear' })}
        >
          {t('editor.clear')}
        </Button>
      </div>
      <LabelledSlider label={t('editor.blur')} min={0} max={64} value={blur} onChange={onBlur} />
      <p className={classes.share} role="status">
        <Share share={history.painted ? share : 0} />
      </p>
    </>
  );
}

function Share({ share }: { share: number }) {
  const { t } = useTranslation();
  if (share === 0) return t('editor.share.none');
  return t('editor.share', { percent: Math.max(1, Math.round(share * 100)) });
}

interface SliderProps {
  label: string;
  keys?: string[];
  min: number;
  max: number;
  value: number;
  onChange: (value: number) => void;
}

/** Pixels, with their number beside the label. */
function LabelledSlider({ label, keys, min, max, value, onChange }: SliderProps) {
  const { t } = useTranslation();
  const text = (pixels: number) => t('editor.pixels', { pixels });
  return (
    <div>
      <p className={classes.row}>
        <span className={classes.label}>{label}</span>
        {keys && (
          <span className={classes.keys} aria-hidden>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </span>
        )}
        <span className={classes.value}>{text(value)}</span>
      </p>
      <Slider
        min={min}
        max={max}
        label={null}
        value={value}
        onChange={onChange}
        thumbLabel={label}
        thumbValueText={text}
      />
    </div>
  );
}

interface KeyOptions {
  brush: Brush;
  onBrush: (brush: Brush) => void;
  resize: (size: number) => void;
  history: MaskHistory;
}

function useEditorKeys({ brush, onBrush, resize, history }: KeyOptions): void {
  const here = { group: 'keys.group.editor', inDialog: true } as const;
  useHotkey({ keys: '[', label: 'keys.smaller', ...here }, () => resize(Math.floor(brush.size / FACTOR)));
  useHotkey({ keys: ']', label: 'keys.larger', ...here }, () => resize(Math.ceil(brush.size * FACTOR)));
  useHotkey({ keys: 'b', label: 'keys.brush', ...here }, () => onBrush({ ...brush, erase: false }));
  useHotkey({ keys: 'e', label: 'keys.eraser', ...here }, () => onBrush({ ...brush, erase: true }));
  useHotkey({ keys: 'mod+z', label: 'keys.undo', ...here }, ({ shiftKey }) =>
    shiftKey ? history.redo() : history.undo(),
  );
  useHotkey({ keys: 'mod+y', label: 'keys.redo', ...here }, history.redo);
}
