import { useTranslation } from 'react-i18next';
import { Page } from '@/components/ui/page';
import classes from './home-page.module.css';
import { QuickStart } from './quick-start';
import { RecentWork } from './recent-work';
import { StarterNotice } from './starter-notice';
import { StudioNow } from './studio-now';

export function HomePage() {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.home')} ownTitle>
      <div className={classes.home}>
        <QuickStart />
        <StarterNotice />
        <StudioNow />
        <RecentWork />
      </div>
    </Page>
  );
}
