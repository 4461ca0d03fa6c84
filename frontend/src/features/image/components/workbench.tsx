import { Button, Drawer } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PrimaryButton } from '@/components/ui/primary-button';
import type { Schemas } from '@/services/api';
import { useHotkey } from '@/services/hotkeys';
import { useExpectedTime } from '../hooks/use-expected-time';
import type { Generate } from '../hooks/use-generate';
import type { ImageModel } from '../hooks/use-image-models';
import { choosesSize, draftSize, draftSteps } from '../lib/draft';
import type { StudioFacts } from '../lib/studio-facts';
import { useDraft } from '../store/draft';
import { Parameters } from './parameters';
import { PromptBox } from './prompt-box';
import { PromptWords } from './prompt-words';
import classes from './workbench.module.css';

interface Props {
  model: ImageModel;
  models: ImageModel[];
  /** Recent jobs: what the expected times are learnt from. */
  recent: Schemas['Job'][];
  lastSeed: number | null;
  facts: StudioFacts;
  generate: Generate;
  /** The picture to start from, below the words. */
  reference: ReactNode;
  /** The stage: what is being made and what was made. */
  children: ReactNode;
}

const GENERATE = { keys: 'mod+Enter', label: 'keys.generate', group: 'keys.group.image', inFields: true } as const;

/** The controls beside the stage; on a phone the parameters go into a sheet and "Generate" stays under the thumb. */
export function Workbench({ model, models, recent, lastSeed, facts, generate, reference, children }: Props) {
  const { t } = useTranslation();
  const wide = useMediaQuery('(min-width: 768px)', true, { getInitialValueInEffect: false });
  const { draft, advancedOpen } = useDraft();
  const expected = useExpectedTime(draft, model, recent);
  useHotkey(GENERATE, (event) => !event.repeat && generate.start());
  const parameters = <Parameters model={model} models={models} facts={facts} expected={expected} lastSeed={lastSeed} />;
  const button = (
    <PrimaryButton seconds={expected(draftSteps(draft, model.limits))} onClick={generate.start}>
      {t('image.generate')}
    </PrimaryButton>
  );
  return (
    <div className={classes.bench}>
      <section className={classes.controls} aria-label={t('image.settings')}>
        <div className={classes.fields}>
          <Prompt model={model} facts={facts} missing={generate.promptMissing} />
          {reference}
          {wide && parameters}
          {wide && model.starter && !advancedOpen && <p className={classes.starter}>{t('image.model.starter')}</p>}
        </div>
        {wide && <div className={classes.go}>{button}</div>}
      </section>
      <div className={classes.stage}>{children}</div>
      {!wide && (
        <ThumbBar model={model} parameters={parameters} onGenerate={generate.start}>
          {button}
        </ThumbBar>
      )}
    </div>
  );
}

function Prompt({ model, facts, missing }: { model: ImageModel; facts: StudioFacts; missing: boolean }) {
  const { t, i18n } = useTranslation();
  const prompt = useDraft((state) => state.draft.prompt);
  const change = useDraft((state) => state.change);
  const foreign = !model.limits.languages.includes(i18n.language) && model.limits.languages.includes('en');
  return (
    <PromptBox
      value={prompt}
      onChange={(next) => change({ prompt: next })}
      error={missing ? t('image.prompt.empty') : undefined}
      // Once there are words, the line of their translation says more.
      note={foreign && prompt === '' && t('image.prompt.language', { model: model.title })}
    >
      <PromptWords model={model} facts={facts} />
    </PromptBox>
  );
}

/** What the folded parameters are set to, in so far as it changes the picture most. */
function ChosenSettings({ model }: { model: ImageModel }) {
  const draft = useDraft((state) => state.draft);
  const { aspect, outputs } = draft;
  const { width, height } = draft.outputSize ?? draftSize(draft, model.limits);
  const format = choosesSize(draft) && typeof aspect === 'string' ? aspect : `${width}×${height}`;
  return (
    <span className="es-mono" aria-hidden>
      {outputs > 1 ? `${format} · ${outputs}` : format}
    </span>
  );
}

interface ThumbBarProps {
  model: ImageModel;
  parameters: ReactNode;
  onGenerate: () => void;
  children: ReactNode;
}

/** A phone's bottom bar: parameters in a sheet, and the one primary button. */
function ThumbBar({ model, parameters, onGenerate, children }: ThumbBarProps) {
  const { t } = useTranslation();
  const [open, sheet] = useDisclosure(false);
  // Escape reaches every open dialog: one that stands over the sheet closes alone.
  const closeSheet = () => document.querySelectorAll('[aria-modal="true"]').length < 2 && sheet.close();
  const generate = () => {
    sheet.close();
    onGenerate();
  };
  useHotkey({ ...GENERATE, inDialog: true }, (event) => !event.repeat && generate(), open);
  return (
    <>
      <div className={classes.thumb}>
        <Button
          variant="default"
          className={classes.settings}
          aria-label={t('image.settings')}
          aria-haspopup="dialog"
          onClick={sheet.open}
        >
          <SlidersHorizontal />
          <ChosenSettings model={model} />
        </Button>
        {children}
      </div>
      <Drawer
        opened={open}
        onClose={closeSheet}
        position="bottom"
        size="auto"
        radius="lg"
        title={t('image.settings')}
        classNames={{ content: classes.sheet }}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {parameters}
        <div className={classes.close}>
          <Button fullWidth onClick={sheet.close}>
            {t('image.settings.close')}
          </Button>
        </div>
      </Drawer>
    </>
  );
}
