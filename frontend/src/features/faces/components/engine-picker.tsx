import { Anchor, Radio } from '@mantine/core';
import { Check, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SwapEngine } from '../lib/engines';
import { useSwap } from '../store/swap';
import classes from './engine-picker.module.css';
import { LicenseDialog } from './license-dialog';

/** Which engine swaps, with what its licence allows; one with a condition is chosen once that is accepted. */
export function EnginePicker({ engines }: { engines: SwapEngine[] }) {
  const { t } = useTranslation();
  const { options, setOptions } = useSwap();
  const [asking, setAsking] = useState<SwapEngine | null>(null);
  const choose = (engine: SwapEngine) =>
    engine.model.accepted ? setOptions({ engine: engine.id }) : setAsking(engine);
  const missing = engines.find(({ installed }) => !installed);
  return (
    <div className={classes.field}>
      <Radio.Group
        label={t('faces.engine')}
        value={options.engine}
        onChange={(id) => {
          const engine = engines.find((one) => one.id === id);
          if (engine) choose(engine);
        }}
      >
        <div className={classes.engines}>
          {engines.map(({ id, model, installed }) => (
            <Radio
              key={id}
              value={id}
              disabled={!installed}
              label={t(`faces.engine.${id}`)}
              description={
                <>
                  <span className={classes.hint}>{t(`faces.engine.${id}.hint`)}</span>
                  <Badge commercial={model.commercial_use} />
                  {!installed && <span className={classes.hint}>{t('faces.engine.missing')}</span>}
                </>
              }
            />
          ))}
        </div>
      </Radio.Group>
      {missing && (
        <Anchor component={Link} to="/settings#models" className={classes.link}>
          {t('faces.engine.install')}
        </Anchor>
      )}
      {asking && (
        <LicenseDialog
          model={asking.model}
          onClose={() => setAsking(null)}
          onAccepted={() => {
            setOptions({ engine: asking.id });
            setAsking(null);
          }}
        />
      )}
    </div>
  );
}

function Badge({ commercial }: { commercial: boolean }) {
  const { t } = useTranslation();
  const Icon = commercial ? Check : TriangleAlert;
  return (
    <span className={classes.badge} data-commercial={commercial || undefined}>
      <Icon aria-hidden />
      {t(commercial ? 'faces.engine.commercial' : 'faces.engine.nonCommercial')}
    </span>
  );
}
