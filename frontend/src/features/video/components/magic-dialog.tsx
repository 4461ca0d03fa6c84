import { Button, Modal, NativeSelect, SegmentedControl, Switch, Textarea, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { WandSparkles } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import form from '@/components/ui/form.module.css';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/services/toasts';
import { GOALS, type Goal, STRUCTURES, type Structure, useMagicScript, type WrittenScript } from '../api/script';
import type { SpokenLanguage } from '../lib/draft';
import { AD_LENGTHS, roughLength } from '../lib/length';
import { useSurroundings } from '../lib/surroundings';
import { withWritten } from '../lib/written';
import { useVideo } from '../store/draft';
import { LengthLine } from './length-line';
import classes from './magic-dialog.module.css';

const NO_FACTS = { product: '', audience: '', tone: '' };

/** A script from a few facts. What comes may be changed before it is taken, and the way back stays. */
export function MagicDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const errorText = useErrorText();
  const wide = useMediaQuery('(min-width: 768px)', true, { getInitialValueInEffect: false });
  const { languageModel } = useSurroundings();
  const magic = useMagicScript();
  const [facts, setFacts] = useState(NO_FACTS);
  const [goal, setGoal] = useState<Goal | ''>('');
  const [seconds, setSeconds] = useState<number>(30);
  const [structure, setStructure] = useState<Structure>('hook');
  const [byModel, setByModel] = useState(false);
  const { language, brand } = useVideo((state) => state.draft);
  const missing = facts.product.trim() === '';
  const write = (event: FormEvent) => {
    event.preventDefault();
    if (missing || magic.isPending) return;
    magic.mutate({
      ...facts,
      goal: goal || null,
      seconds,
      structure,
      language: language ?? (i18n.language as SpokenLanguage),
      brand,
      engine: byModel ? 'llm' : 'templates',
    });
  };
  return (
    <Modal opened onClose={onClose} title={t('video.magic.title')} size="lg" fullScreen={!wide}>
      <form className={classes.form} onSubmit={write}>
        <TextInput
          label={t('video.magic.product')}
          placeholder={t('video.magic.product.placeholder')}
          maxLength={120}
          required
          value={facts.product}
          onChange={(event) => setFacts({ ...facts, product: event.currentTarget.value })}
          data-autofocus
        />
        <div className={classes.pair}>
          <NativeSelect
            label={t('video.magic.goal')}
            value={goal}
            onChange={(event) => setGoal(event.currentTarget.value as Goal | '')}
            data={[
              { value: '', label: t('video.magic.goal.none') },
              ...GOALS.map((id) => ({ value: id, label: t(`video.magic.goal.${id}`) })),
            ]}
          />
          <NativeSelect
            label={t('video.magic.structure')}
            value={structure}
            onChange={(event) => setStructure(event.currentTarget.value as Structure)}
            data={STRUCTURES.map((id) => ({ value: id, label: t(`video.magic.structure.${id}`) }))}
          />
          {(['audience', 'tone'] as const).map((name) => (
            <TextInput
              key={name}
              label={t(`video.magic.${name}`)}
              placeholder={t(`video.magic.${name}.placeholder`)}
              maxLength={120}
              value={facts[name]}
              onChange={(event) => setFacts({ ...facts, [name]: event.currentTarget.value })}
            />
          ))}
        </div>
        <Seconds value={seconds} onChange={setSeconds} />
        {languageModel !== null && (
          <Switch
            label={t('words.llm.about', { model: languageModel })}
            checked={byModel}
            onChange={(event) => setByModel(event.currentTarget.checked)}
          />
        )}
        {magic.isError && (
          <Notice kind="danger" role="alert" title={t('video.magic.failed')}>
            {inOneLine(errorText(magic.error))}
          </Notice>
        )}
        <Button
          type="submit"
          variant={magic.data ? 'default' : 'filled'}
          leftSection={<WandSparkles />}
          loading={magic.isPending}
          disabled={missing}
        >
          {t(magic.data ? 'video.magic.another' : 'video.magic.write')}
        </Button>
      </form>
      {magic.data && <Written key={magic.data.script} written={magic.data} onClose={onClose} />}
    </Modal>
  );
}

function Seconds({ value, onChange }: { value: number; onChange: (seconds: number) => void }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div>
      <p className={form.label} id={id}>
        {t('video.magic.seconds')}
      </p>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        value={String(value)}
        onChange={(seconds) => onChange(Number(seconds))}
        data={AD_LENGTHS.map((length) => ({ value: String(length), label: `${length} s` }))}
      />
    </div>
  );
}

function Written({ written, onClose }: { written: WrittenScript; onClose: () => void }) {
  const { t } = useTranslation();
  const { draft, replace } = useVideo();
  const { draws } = useSurroundings();
  const [script, setScript] = useState(written.script);
  const untouched = script === written.script;
  const use = () => {
    const before = draft;
    replace(withWritten(before, script, written.scenes, draws));
    onClose();
    toast({
      id: 'magic-script',
      kind: 'ok',
      title: t('video.magic.used'),
      duration: 10_000,
      action: {
        label: t('common.undo'),
        run: () => {
          const { script: words, scenes, recording } = before;
          useVideo.getState().change({ script: words, scenes, recording });
        },
      },
    });
  };
  return (
    <div className={classes.written}>
      <Textarea
        label={t('video.magic.result')}
        autosize
        minRows={4}
        maxRows={12}
        value={script}
        onChange={(event) => setScript(event.currentTarget.value)}
      />
      <LengthLine
        length={untouched ? { ...roughLength(script, 1), seconds: written.seconds } : roughLength(script, draft.speed)}
        exact={untouched}
        language={null}
      />
      {written.warnings.map(({ code, message }) => (
        <Notice key={code} kind="info" title={message} />
      ))}
      <div className="es-dialog-actions">
        <Button onClick={use} disabled={script.trim() === ''}>
          {t(draft.way === 'scenes' ? 'video.magic.useScenes' : 'video.magic.use')}
        </Button>
      </div>
    </div>
  );
}
