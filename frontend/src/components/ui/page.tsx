import type { ReactNode } from 'react';
import { usePageTitle } from '@/services/page-title';
import classes from './page.module.css';

interface Props {
  title: string;
  /** The heading stays for screen readers only. */
  hideTitle?: boolean;
  /** The page has its own <h1>. */
  ownTitle?: boolean;
  /** Right of the heading. */
  actions?: ReactNode;
  /** Full width of the stage instead of the reading measure. */
  wide?: boolean;
  /** No margins and no visible heading: the page has a layout of its own. */
  bare?: boolean;
  children: ReactNode;
}

/** Margins and heading of a page; also its title in the tab. */
export function Page({ title, hideTitle, ownTitle, actions, wide, bare, children }: Props) {
  usePageTitle(title);
  return (
    <div className={bare ? undefined : classes.page} data-wide={wide || undefined}>
      {!ownTitle && (hideTitle || bare) && <h1 className="es-hidden">{title}</h1>}
      {!ownTitle && !hideTitle && !bare && (
        <header className={classes.header}>
          <h1 className={classes.title}>{title}</h1>
          {actions && <div className={classes.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </div>
  );
}
