import { Button, SegmentedControl } from '@mantine/core';
import { Contrast, Redo2, Trash2, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SliderField } from '@/components/ui/slider-field';
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
  const pixels = (value: number) => t('editor.pixels', { pixels: value });
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
      <SliderField
        label={t('editor.size')}
        text={pixels}
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
      <SliderField label={t('editor.blur')} text={pixels} min={0} max={64} value={blur} onChange={onBlur} />
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
