import { Anchor, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SliderField } from '@/components/ui/slider-field';
import { useFormat } from '@/i18n/format';
import type { Ending } from '../lib/draft';
import { useSurroundings } from '../lib/surroundings';
import { useVideo } from '../store/draft';
import classes from './overlay-fields.module.css';

interface Props {
  problem: (...fields: string[]) => string | undefined;
}

const DEFAULT = 'default';
const NONE = 'none';

/** Whose ad it is, and how it ends. */
export function EndingPanel({ problem }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brands } = useSurroundings();
  const ending = useVideo((state) => state.draft.ending);
  const brand = useVideo((state) => state.draft.brand);
  const title = useVideo((state) => state.draft.title);
  const label = useVideo((state) => state.draft.label);
  const change = useVideo((state) => state.change);
  const put = (fields: Partial<Ending>) => change({ ending: { ...ending, ...fields } });
  const usual = brands.find((one) => one.default);
  const named = brands.find(({ id }) => id === brand) ?? (brand === true ? usual : undefined);
  return (
    <>
      {brands.length === 0 ? (
        <Anchor component={Link} to="/library?tab=brand" size="sm">
          {t('video.brand.make')}
        </Anchor>
      ) : (
        <NativeSelect
          label={t('video.brand')}
          description={t('video.brand.about')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={brand === true ? DEFAULT : brand === false ? NONE : brand}
          error={problem('brand')}
          onChange={({ currentTarget: { value } }) =>
            change({ brand: value === DEFAULT ? true : value === NONE ? false : value })
          }
          data={[
            {
              value: DEFAULT,
              label: usual ? t('video.brand.default', { name: usual.name }) : t('video.brand.noDefault'),
            },
            ...brands.filter((one) => !one.default).map(({ id, name }) => ({ value: id, label: name })),
            { value: NONE, label: t('video.brand.none') },
          ]}
        />
      )}
      <Switch
        label={t('video.ending')}
        description={t('video.ending.about')}
        checked={ending.on}
        onChange={(event) => put({ on: event.currentTarget.checked })}
      />
      {ending.on && (
        <>
          <div className={classes.grid}>
            <TextInput
              label={t('video.ending.text')}
              placeholder={named?.cta || t('video.ending.text.placeholder')}
              maxLength={80}
              value={ending.text}
              error={problem('cta.text', 'cta')}
              onChange={(event) => put({ text: event.currentTarget.value })}
            />
            <TextInput
              label={t('video.ending.headline')}
              maxLength={120}
              value={ending.headline}
              onChange={(event) => put({ headline: event.currentTarget.value })}
            />
            <TextInput
              label={t('video.ending.detail')}
              placeholder={t('video.ending.detail.placeholder')}
              maxLength={120}
              value={ending.detail}
              onChange={(event) => put({ detail: event.currentTarget.value })}
            />
          </div>
          <SliderField
            label={t('video.ending.seconds')}
            text={(value) => format.seconds(value, 1)}
            min={1}
            max={15}
            step={0.5}
            value={ending.seconds}
            onChange={(seconds) => put({ seconds })}
          />
        </>
      )}
      <TextInput
        label={t('video.title')}
        description={t('video.title.about')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={120}
        value={title}
        error={problem('title')}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Switch
        label={t('video.label')}
        description={t('video.label.about')}
        checked={label}
        onChange={(event) => change({ label: event.currentTarget.checked })}
      />
    </>
  );
}
