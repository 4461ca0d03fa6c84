import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Placeholder } from '@/components/ui/placeholder';
import { Proof } from '@/components/ui/proof';
import { useFormat } from '@/i18n/format';
import { api, type Schemas, take } from '@/services/api';
import { useMediaUrl } from '@/services/media';
import { keys } from '@/services/query-client';
import classes from './recent-work.module.css';

const SHOWN = 8;

/** The last things made, as a strip of the contact sheet. */
export function RecentWork() {
  const { t } = useTranslation();
  const id = useId();
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.assets, 'recent', SHOWN],
    queryFn: ({ signal }) => take(api().GET('/api/assets', { params: { query: { limit: SHOWN } }, signal })),
  });
  return (
    <section aria-labelledby={id}>
      <header className={classes.header}>
        <h2 id={id}>{t('home.recent')}</h2>
        {Boolean(data?.total) && (
          <Link to="/library" className={classes.all}>
            {t('home.recent.all')}
            <ArrowRight aria-hidden />
          </Link>
        )}
      </header>
      <Sheet items={data?.items} error={error} onRetry={() => void refetch()} />
    </section>
  );
}

interface SheetProps {
  items: Schemas['Asset'][] | undefined;
  error: unknown;
  onRetry: () => void;
}

function Sheet({ items, error, onRetry }: SheetProps): ReactNode {
  const { t } = useTranslation();
  if (!items && error) return <ErrorState error={error} onRetry={onRetry} ratio={21 / 9} />;
  if (!items) {
    return (
      <div className={classes.sheet}>
        {['a', 'b', 'c', 'd'].map((key) => (
          <Placeholder key={key} ratio={1} />
        ))}
      </div>
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState
        title={t('home.recent.none')}
        text={t('home.recent.none.text')}
        example={t('common.example', { text: t('home.example.1') })}
        ratio={21 / 9}
      />
    );
  }
  return (
    <ul className={classes.sheet}>
      {items.map((asset) => (
        <li key={asset.id}>
          <Recent asset={asset} />
        </li>
      ))}
    </ul>
  );
}

function Recent({ asset }: { asset: Schemas['Asset'] }) {
  const format = useFormat();
  const src = useMediaUrl(asset.thumbnail_url);
  const name = asset.name || asset.prompt || asset.id;
  const size = asset.width && asset.height ? `${asset.width}×${asset.height}` : '';
  return (
    <Proof
      ratio={1}
      color={asset.color}
      favorite={asset.favorite}
      media={
        <Link to={`/library?asset=${encodeURIComponent(asset.id)}`} className={classes.link} aria-label={name}>
          {src && <img src={src} alt="" loading="lazy" decoding="async" />}
        </Link>
      }
      caption={[size, format.ago(asset.created_at)].filter(Boolean).join(' · ')}
    />
  );
}
