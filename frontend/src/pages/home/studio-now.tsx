import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceName, useActiveModel, useGpuStatus, useModelText } from '@/features/backend/hooks/use-device';
import { useActiveJobs, useJobsNow } from '@/features/jobs/hooks/use-jobs';
import { useFormat } from '@/i18n/format';
import classes from './studio-now.module.css';

/** The slug line of the sheet: device, model, memory and queue at a glance. */
export function StudioNow() {
  const { t } = useTranslation();
  const format = useFormat();
  const gpu = useGpuStatus().data;
  const model = useActiveModel();
  const modelText = useModelText();
  const active = useActiveJobs().length;
  const now = useJobsNow();
  const id = useId();

  const memory = gpu && (gpu.vram ?? gpu.ram);
  const loaded = gpu?.models.some(({ name, state }) => name === model?.id && state !== 'unloaded');
  const queue = active === 0 ? t('home.queue.idle') : t('home.queue.busy', { count: active });
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="es-hidden">
        {t('home.studio')}
      </h2>
      <dl className={classes.slug}>
        <Item name={t('home.device')} note={gpu && (gpu.is_gpu ? 'GPU' : 'CPU')}>
          {gpu && deviceName(gpu)}
        </Item>
        <Item name={t('home.model')} note={model && t(loaded ? 'home.model.ready' : 'home.model.cold')}>
          {model && modelText(model).name}
        </Item>
        <Item
          name={t('home.memory')}
          note={memory && t('home.memory.of', { used: format.bytes(memory.used), total: format.bytes(memory.total) })}
        >
          {memory && (
            <span className={classes.bar}>
              <span style={{ transform: `scaleX(${memory.used / memory.total})` }} />
            </span>
          )}
        </Item>
        <Item name={t('home.queue')} note={now?.paused ? t('home.queue.paused') : ''}>
          {now && queue}
        </Item>
      </dl>
    </section>
  );
}

function Item({ name, note, children }: { name: string; note: string | undefined; children: ReactNode }) {
  return (
    <div className={classes.item}>
      <dt>{name}</dt>
      <dd>
        <span className={classes.value}>{children ?? '–'}</span>
        <span className={classes.note}>{note}</span>
      </dd>
    </div>
  );
}
