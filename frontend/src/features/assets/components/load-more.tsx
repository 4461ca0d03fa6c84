import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './contact-sheet.module.css';

/** Loads the next page when it comes near the screen; a button for those who get there another way. */
export function LoadMore({ loading, onMore }: { loading: boolean; onMore: () => void }) {
  const { t } = useTranslation();
  const { ref, entry } = useIntersection({ rootMargin: '600px' });
  const near = entry?.isIntersecting ?? false;
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => {
    if (near && !loading) latest.current();
  }, [near, loading]);
  return (
    <div ref={ref} className={classes.more}>
      <Button variant="default" onClick={onMore} loading={loading}>
        {t('library.loadMore')}
      </Button>
    </div>
  );
}
