import { Button } from '@mantine/core';
import { Cpu, Eraser } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/ui/error-state';
import { Meter } from '@/components/ui/meter';
import { Notice } from '@/components/ui/notice';
import { Placeholder } from '@/components/ui/placeholder';
import { useFormat } from '@/i18n/format';
import type { Schemas } from '@/services/api';
import { useUnload } from '../api/changes';
import { deviceName, useGpuStatus } from '../hooks/use-device';
import classes from './device-panel.module.css';

/** Device, memory bars, loaded models and the button that frees them (UX-51). */
export function DevicePanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: gpu, error, refetch } = useGpuStatus();
  if (!gpu) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Placeholder height={180} />;

  const used = (memory: Schemas['Memory']) =>
    t('settings.device.used', { used: format.bytes(memory.used), total: format.bytes(memory.total) });
  return (
    <>
      <p className={classes.device}>
        <Cpu aria-hidden />
        <span>
          <span className={classes.name}>{deviceName(gpu)}</span>
          <span className={classes.kind}>{gpu.is_gpu ? t('settings.device.gpu') : t('settings.device.cpu')}</span>
        </span>
      </p>
      {!gpu.worker_alive && <Notice kind="warn" title={t('settings.device.worker')} />}
      {gpu.vram && (
        <Meter label={t('settings.device.vram')} used={gpu.vram.used} total={gpu.vram.total} text={used(gpu.vram)} />
      )}
      <Meter label={t('settings.device.ram')} used={gpu.ram.used} total={gpu.ram.total} text={used(gpu.ram)} />
      <LoadedModels gpu={gpu} />
    </>
  );
}

function LoadedModels({ gpu }: { gpu: Schemas['GpuStatus'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const unload = useUnload();
  const loaded = gpu.models.filter(({ state }) => state !== 'unloaded');
  return (
    <div>
      <h3 className={classes.subtitle}>{t('settings.device.loaded')}</h3>
      {loaded.length === 0 ? (
        <p className={classes.none}>{t('settings.device.none')}</p>
      ) : (
        <ul className={classes.models}>
          {loaded.map((model) => (
            <li key={model.name} className={classes.model}>
              <span className={classes.modelName}>{model.name}</span>
              <span className="es-mono">
                {t(`settings.device.state.${model.state}`)} · {format.bytes(model.bytes)}
                {gpu.lease === model.name && ` · ${t('settings.device.inUse')}`}
              </span>
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<Eraser />}
                aria-label={t('settings.device.freeOne', { model: model.name })}
                disabled={gpu.lease === model.name}
                loading={unload.isPending && unload.variables === model.name}
                onClick={() => unload.mutate(model.name)}
              >
                {t('settings.device.free')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
