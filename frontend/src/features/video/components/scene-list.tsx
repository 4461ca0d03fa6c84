import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import form from '@/components/ui/form.module.css';
import { toast } from '@/services/toasts';
import { useSortable } from '../hooks/use-sortable';
import { MOST_SCENES } from '../lib/draft';
import { inserted, PAUSE_WORDS } from '../lib/insert';
import { duplicated, moved, newScene, split } from '../lib/scenes';
import { useVideo } from '../store/draft';
import { caretOf, putCaret } from './narration-field';
import { narrationId, SceneCard } from './scene-card';
import classes from './scene-list.module.css';
import { ScriptLength, ScriptTools } from './script-panel';

interface Props {
  /** What was refused of a scene, by its field. */
  problem: (scene: number, ...fields: string[]) => string | undefined;
  error?: string | undefined;
}

const UNDO_MS = 10_000;

/** The scenes one after the other; dragged or moved by keys into another order. */
export function SceneList({ problem, error }: Props) {
  const { t } = useTranslation();
  const { draft, change, look, scene: looked } = useVideo();
  const { scenes } = draft;
  const [open, setOpen] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const sortable = useSortable({
    ids: scenes.map(({ id }) => id),
    onMove: (from, to) => {
      change({ scenes: moved(scenes, from, to) });
      look(to, 0);
      setSaid(t('video.scene.moved', { from: from + 1, to: to + 1, count: scenes.length }));
    },
  });

  const add = () => {
    const last = scenes.at(-1);
    const scene = newScene(last && { visual: { ...last.visual, asset: null, prompt: '', seed: null } });
    change({ scenes: [...scenes, scene] });
    look(scenes.length, 0);
    putCaret(narrationId(scene.id), 0);
  };
  const remove = (index: number) => {
    const before = scenes;
    change({ scenes: scenes.filter((_, at) => at !== index) });
    look(Math.max(0, index - 1), 0);
    toast({
      id: `scene-${before[index]?.id}`,
      kind: 'info',
      title: t('video.scene.deleted', { number: index + 1 }),
      duration: UNDO_MS,
      action: {
        label: t('common.undo'),
        run: () => {
          // What was changed since stays: only the scene comes back.
          const gone = before[index];
          const now = useVideo.getState().draft.scenes;
          if (gone && !now.some(({ id }) => id === gone.id)) change({ scenes: now.toSpliced(index, 0, gone) });
        },
      },
    });
  };
  const pause = () => {
    const scene = scenes[looked] ?? scenes.at(-1);
    if (!scene) return;
    const field = narrationId(scene.id);
    const put = inserted(scene.narration, caretOf(field), PAUSE_WORDS);
    useVideo.getState().changeScene(scene.id, { narration: put.text });
    putCaret(field, put.caret);
  };

  const { drag } = sortable;
  return (
    <div className={classes.list}>
      <ol className={classes.scenes} aria-label={t('video.scenes')} data-dragging={drag !== null || undefined}>
        {scenes.map((scene, index) => {
          const dragged = drag?.id === scene.id;
          return (
            <li
              key={scene.id}
              {...sortable.row(scene.id)}
              className={classes.row}
              data-dragged={dragged || undefined}
              data-drop={drag && !dragged ? dropSide(index, drag) : undefined}
              style={dragged ? { transform: `translateY(${drag.by}px)` } : undefined}
            >
              <SceneCard
                scene={scene}
                index={index}
                open={open === scene.id}
                looked={looked === index}
                handle={sortable.handle(scene.id)}
                problem={(...fields) => problem(index, ...fields)}
                onOpen={() => setOpen(open === scene.id ? null : scene.id)}
                onDuplicate={() => change({ scenes: duplicated(scenes, scene.id) })}
                onSplit={() => change({ scenes: split(scenes, scene.id, caretOf(narrationId(scene.id))) })}
                onRemove={() => remove(index)}
              />
            </li>
          );
        })}
      </ol>
      <p id="video-scene-keys" className="es-hidden">
        {t('video.scene.keys')}
      </p>
      <p className="es-hidden" role="status">
        {said}
      </p>
      {error && (
        <p className={form.error} role="alert">
          {error}
        </p>
      )}
      <Button variant="default" leftSection={<Plus />} disabled={scenes.length >= MOST_SCENES} onClick={add}>
        {t('video.scene.add')}
      </Button>
      <ScriptLength />
      <ScriptTools onPause={pause} />
    </div>
  );
}

/** The edge of this row at which the dragged one would come to lie. */
function dropSide(index: number, { from, to }: { from: number; to: number }): 'before' | 'after' | undefined {
  if (to === from) return undefined;
  const place = index > from ? index - 1 : index; // without the dragged one
  if (to > from) return place === to - 1 ? 'after' : undefined;
  return place === to ? 'before' : undefined;
}
