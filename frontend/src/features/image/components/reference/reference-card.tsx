import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { Brush, ImagePlus, Images, Repeat2, Scaling, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SliderField } from '@/components/ui/slider-field';
import type { Schemas } from '@/services/api';
import { useMediaUrl } from '@/services/media';
import { toast } from '@/services/toasts';
import type { ImageModel } from '../../hooks/use-image-models';
import {
  type ImageDraft,
  isPartial,
  isWidened,
  NO_MARGINS,
  type Reference,
  usualStrength,
  widened,
  withReference,
} from '../../lib/draft';
import { paintsAnything } from '../../lib/mask';
import { strengthWord } from '../../lib/strength';
import { useDraft } from '../../store/draft';
import { useReference } from '../../store/reference';
import { MaskOverlay } from './mask-overlay';
import classes from './reference-card.module.css';

interface Props {
  reference: Reference;
  /** Undefined until it is known. */
  asset: Schemas['Asset'] | undefined;
  gone: boolean;
  model: ImageModel;
  onPick: () => void;
  onLibrary: () => void;
}

/** The chosen picture, what is done with it, and how to be rid of it. */
export function ReferenceCard({ reference, asset, gone, model, onPick, onLibrary }: Props) {
  const { t } = useTranslation();
  const { draft, replace, change } = useDraft();
  const name = asset?.name || asset?.prompt || t('library.item.untitled');
  const remove = () => {
    replace(withReference(draft, null));
    const undo = { label: t('common.undo'), run: () => replace(draft) };
    toast({ id: 'reference', kind: 'info', title: t('reference.removed'), action: undo });
  };
  return (
    <div className={classes.card}>
      <div className={classes.top}>
        <Thumbnail reference={reference} asset={asset} name={name} draft={draft} />
        <div className={classes.about}>
          <p className={classes.name} title={name}>
            {name}
          </p>
          <p className={classes.size}>{`${reference.width} × ${reference.height}`}</p>
          <div className={classes.change}>
            <ReplaceMenu onPick={onPick} onLibrary={onLibrary} />
            <Tooltip label={t('reference.remove')}>
              <ActionIcon variant="default" aria-label={t('reference.remove')} onClick={remove}>
                <X />
              </ActionIcon>
            </Tooltip>
          </div>
        </div>
      </div>
      {!gone && (
        <>
          <StrengthSlider draft={draft} onChange={(strength) => change({ strength })} />
          {model.can('inpaint') && <PartButtons />}
          <PartLine draft={draft} reference={reference} onWhole={() => change({ mask: [], outpaint: NO_MARGINS })} />
        </>
      )}
    </div>
  );
}

interface ThumbnailProps {
  reference: Reference;
  asset: Schemas['Asset'] | undefined;
  name: string;
  draft: ImageDraft;
}

/** The box it fits into. Pixels. */
const THUMB = { width: 92, height: 112 };

function Thumbnail({ reference, asset, name, draft }: ThumbnailProps) {
  const { t } = useTranslation();
  const src = useMediaUrl(asset?.thumbnail_url ?? asset?.url);
  const scale = Math.min(THUMB.width / reference.width, THUMB.height / reference.height);
  return (
    <div className={classes.thumb} style={{ width: reference.width * scale, height: reference.height * scale }}>
      {src && <img src={src} alt={t('reference.alt', { name })} />}
      {paintsAnything(draft.mask) && <MaskOverlay edits={draft.mask} size={reference} />}
    </div>
  );
}

function ReplaceMenu({ onPick, onLibrary }: Pick<Props, 'onPick' | 'onLibrary'>) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-start" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<Repeat2 />}>
          {t('reference.replace')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<ImagePlus />} onClick={onPick}>
          {t('reference.upload')}
        </Menu.Item>
        <Menu.Item leftSection={<Images />} onClick={onLibrary}>
          {t('reference.library')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const STEP = 0.05;

/** From close to the reference to free of it, in words. */
function StrengthSlider({ draft, onChange }: { draft: ImageDraft; onChange: (strength: number | null) => void }) {
  const { t } = useTranslation();
  const usual = usualStrength(draft);
  const strength = draft.strength ?? usual;
  const text = (value: number) => {
    const word = strengthWord(value);
    return t('reference.strength.value', {
      percent: Math.round(value * 100),
      word: t(`reference.strength.${word}`),
    });
  };
  return (
    <SliderField
      label={t('reference.strength')}
      text={text}
      min={STEP}
      max={1}
      step={STEP}
      value={strength}
      onChange={(value) => onChange(value === usual ? null : value)}
    />
  );
}

function PartButtons() {
  const { t } = useTranslation();
  const edit = useReference((state) => state.edit);
  return (
    <div className={classes.parts}>
      <Button variant="default" leftSection={<Brush />} aria-haspopup="dialog" onClick={() => edit('paint')}>
        {t('reference.paint')}
      </Button>
      <Button variant="default" leftSection={<Scaling />} aria-haspopup="dialog" onClick={() => edit('widen')}>
        {t('reference.widen')}
      </Button>
    </div>
  );
}

interface PartLineProps {
  draft: ImageDraft;
  reference: Reference;
  onWhole: () => void;
}

/** What of the picture is drawn, when it is not all of it. */
function PartLine({ draft, reference, onWhole }: PartLineProps) {
  const { t } = useTranslation();
  if (!isPartial(draft)) return null;
  const { width, height } = widened(reference, draft.outpaint);
  const wider = isWidened(draft.outpaint) ? 'reference.widened' : 'reference.painted';
  const part = wider === 'reference.widened' && paintsAnything(draft.mask) ? 'reference.paintedWidened' : wider;
  return (
    <p className={classes.part}>
      <span>{t(part, { width, height })}</span>{' '}
      <button type="button" className={classes.whole} onClick={onWhole}>
        {t('reference.whole')}
      </button>
    </p>
  );
}
