import { Button, FileButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Image as ImageIcon, ImagePlus, Images, Palette, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import { ProgressLine } from '@/components/ui/progress-line';
import { assetOptions } from '@/features/assets/api/get-asset';
import { AssetPicker } from '@/features/assets/components/asset-picker';
import { AssetPicture } from '@/features/assets/components/asset-picture';
import { publicSettings } from '@/features/backend/api/queries';
import { readPalette } from '@/features/brand/lib/palette';
import { useFormat } from '@/i18n/format';
import { fetchMedia } from '@/services/media';
import { toast } from '@/services/toasts';
import classes from './logo-field.module.css';
import { useLogoUpload } from './use-logo-upload';

/** The logo as the library keeps it; nothing while it is read or when it is gone. */
export function LogoPicture({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(assetOptions(id));
  return data && <AssetPicture asset={data} alt={t('brand.logo.alt', { name: name.trim() || t('brand.untitled') })} />;
}

interface Props {
  /** The asset's id. */
  value: string | null;
  /** Of the brand. */
  name: string;
  onChange: (id: string | null) => void;
  /** The brand's colours, and those found in the logo. */
  colors: string[];
  onColors: (colors: string[]) => void;
}

/** The brand's logo: out of the library or from this device, and its colours. */
export function LogoField({ value, name, onChange, colors, onColors }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const limit = useQuery(publicSettings).data?.max_upload_bytes;
  const [picking, setPicking] = useState(false);
  const upload = useLogoUpload(limit, onChange);
  const errorText = useErrorText();
  const problem = upload.error ? errorText(upload.error) : null;
  return (
    <fieldset className={classes.field}>
      <legend>{t('brand.logo')}</legend>
      <div className={classes.row}>
        <div className={classes.frame} data-empty={value === null || undefined}>
          {value === null ? <ImageIcon aria-hidden /> : <LogoPicture id={value} name={name} />}
        </div>
        <div className={classes.ways}>
          <Button variant="default" leftSection={<Images />} onClick={() => setPicking(true)}>
            {t('brand.logo.choose')}
          </Button>
          <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => file && upload.send(file)}>
            {(props) => (
              <Button variant="default" leftSection={<ImagePlus />} loading={upload.sent !== null} {...props}>
                {t('brand.logo.upload')}
              </Button>
            )}
          </FileButton>
          {value !== null && <LogoColors id={value} colors={colors} onColors={onColors} />}
          {value !== null && (
            <Button variant="subtle" color="danger" leftSection={<X />} onClick={() => onChange(null)}>
              {t('brand.logo.remove')}
            </Button>
          )}
        </div>
      </div>
      {upload.sent !== null && (
        <ProgressLine
          value={upload.sent * 100}
          label={t('brand.logo.uploading')}
          text={format.percent(upload.sent * 100)}
        />
      )}
      {problem ? (
        <p className={classes.problem} role="alert">
          {inOneLine(problem)}
        </p>
      ) : (
        limit !== undefined && <p className={classes.hint}>{t('brand.logo.hint', { max: format.bytes(limit) })}</p>
      )}
      <AssetPicker
        opened={picking}
        title={t('brand.logo.choose')}
        onPick={(asset) => onChange(asset.id)}
        onClose={() => setPicking(false)}
      />
    </fieldset>
  );
}

/** The logo's own colours into the brand's, with a way back (UX-48). */
function LogoColors({ id, colors, onColors }: { id: string } & Pick<Props, 'colors' | 'onColors'>) {
  const { t } = useTranslation();
  const { data } = useQuery(assetOptions(id));
  const read = async () => {
    try {
      onColors(await readPalette(await fetchMedia(data?.thumbnail_url ?? data?.url ?? '')));
      const undo = { label: t('common.undo'), run: () => onColors(colors) };
      toast({ id: 'logo-colors', kind: 'ok', title: t('brand.logo.colors.done'), action: undo });
    } catch {
      toast({ id: 'logo-colors', kind: 'warn', title: t('brand.logo.colors.failed') });
    }
  };
  return (
    <Button variant="default" leftSection={<Palette />} disabled={!data} onClick={() => void read()}>
      {t('brand.logo.colors')}
    </Button>
  );
}
