import { ActionIcon, Button, Modal, SegmentedControl } from '@mantine/core';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMediaUrl } from '@/services/media';
import { useMaskHistory } from '../../hooks/use-mask-history';
import { withMargins } from '../../lib/delivery';
import { type Reference, widened } from '../../lib/draft';
import { useDraft } from '../../store/draft';
import { type EditorMode, useReference } from '../../store/reference';
import { type Brush, BrushPanel, usualBrush } from './brush-panel';
import { EditorStage } from './editor-stage';
import { MaskCanvas } from './mask-canvas';
import classes from './reference-editor.module.css';
import { WidenPanel } from './widen-panel';

interface Props {
  reference: Reference;
  /** Where the picture's file is. */
  path: string;
  canPaint: boolean;
}

/** Over the whole page: paint what is to change, or widen the picture. What is done here is in the draft at once. */
export function ReferenceEditor({ reference, path, canPaint }: Props) {
  const { t } = useTranslation();
  const mode = useReference((state) => state.editing);
  const edit = useReference((state) => state.edit);
  return (
    <Modal.Root opened={mode !== null && canPaint} onClose={() => edit(null)} fullScreen padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label={t(TITLES[mode ?? 'paint'])} classNames={{ content: classes.content }}>
        {mode && <OpenEditor reference={reference} path={path} mode={mode} onMode={edit} />}
      </Modal.Content>
    </Modal.Root>
  );
}

const TITLES = { paint: 'editor.title', widen: 'editor.title.widen' } as const;

interface OpenProps {
  reference: Reference;
  path: string;
  mode: EditorMode;
  onMode: (mode: EditorMode | null) => void;
}

function OpenEditor({ reference, path, mode, onMode }: OpenProps) {
  const { t } = useTranslation();
  const src = useMediaUrl(path);
  const { draft, change } = useDraft();
  const history = useMaskHistory();
  const [brush, setBrush] = useState<Brush>(() => usualBrush(reference));
  const [share, setShare] = useState(0);
  return (
    <div className={classes.layout}>
      <header className={classes.bar}>
        <h2 className={classes.title}>{t(TITLES[mode])}</h2>
        <ActionIcon variant="subtle" color="gray" aria-label={t('editor.close')} onClick={() => onMode(null)}>
          <X />
        </ActionIcon>
      </header>
      <EditorStage picture={reference} margins={draft.outpaint} src={src}>
        {(scale) => (
          <MaskCanvas
            picture={reference}
            scale={scale}
            edits={draft.mask}
            brush={brush}
            enabled={mode === 'paint'}
            onStroke={history.add}
            onShare={setShare}
          />
        )}
      </EditorStage>
      <section className={classes.panel} aria-label={t('editor.mode')}>
        <SegmentedControl
          fullWidth
          aria-label={t('editor.mode')}
          value={mode}
          onChange={(value) => onMode(value as EditorMode)}
          data={[
            { value: 'paint', label: t('editor.mode.paint') },
            { value: 'widen', label: t('editor.mode.widen') },
          ]}
        />
        {mode === 'paint' ? (
          <BrushPanel
            picture={reference}
            brush={brush}
            onBrush={setBrush}
            history={history}
            share={share}
            blur={draft.maskBlur}
            onBlur={(maskBlur) => change({ maskBlur })}
          />
        ) : (
          <WidenPanel
            picture={reference}
            margins={draft.outpaint}
            total={widened(reference, draft.outpaint)}
            onChange={(outpaint) => change(withMargins(draft, outpaint))}
          />
        )}
        <Button className={classes.done} onClick={() => onMode(null)}>
          {t('editor.done')}
        </Button>
      </section>
    </div>
  );
}
