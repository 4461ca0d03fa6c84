import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Proof } from '@/components/ui/proof';
import { useAssets } from '@/features/assets/api/list-assets';
import { AssetPicture } from '@/features/assets/components/asset-picture';
import { assetName, assetRatio } from '@/features/assets/lib/asset-text';
import { NO_FILTERS } from '@/features/assets/lib/library-filters';
import { useFormat } from '@/i18n/format';
import classes from './video-stage.module.css';

const MOST = 8;

/** The studio's newest videos, whoever made them and wherever; those that stand above as cards are left out. */
export function StudioVideos({ shown }: { shown: readonly string[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const page = useAssets({ ...NO_FILTERS, type: 'video' }, MOST + shown.length).data?.pages[0];
  const others = page?.items.filter(({ job_id }) => !shown.includes(job_id ?? '')).slice(0, MOST) ?? [];
  if (others.length === 0) return null;
  return (
    <>
      <div className={classes.head}>
        <h3>{t('video.made.studio')}</h3>
        <Anchor component={Link} to="/library?type=video" size="sm">
          {t('video.made.all', { count: page?.total ?? 0 })}
        </Anchor>
      </div>
      <ul className={classes.strip}>
        {others.map((asset) => {
          const name = assetName(asset) ?? t('library.item.untitled');
          return (
            <li key={asset.id} style={{ width: Math.min(160, 132 * assetRatio(asset)) }}>
              <Link to={`/library?asset=${asset.id}`} aria-label={t('library.item.open', { name })} title={name}>
                <Proof
                  ratio={assetRatio(asset)}
                  color={asset.color}
                  media={<AssetPicture asset={asset} alt="" />}
                  caption={asset.duration_s !== null && format.seconds(asset.duration_s)}
                />
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}
