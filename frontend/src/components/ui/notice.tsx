import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ToastKind } from '@/services/toasts';
import classes from './notice.module.css';

const ICONS = { info: Info, ok: CircleCheck, warn: TriangleAlert, danger: CircleAlert };

interface Props {
  kind: ToastKind;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Not set for what stands on the page from the start. */
  role?: 'status' | 'alert' | undefined;
}

/** A message on the page: plain surface, a rule, an icon and a word in the status colour. Never a tinted panel. */
export function Notice({ kind, title, children, action, role }: Props) {
  const Icon = ICONS[kind];
  return (
    <div className={classes.notice} data-kind={kind} role={role}>
      <div className={classes.main}>
        <Icon className={classes.icon} aria-hidden />
        <div className={classes.body}>
          <p className={classes.title}>{title}</p>
          {children && <div className={classes.text}>{children}</div>}
        </div>
      </div>
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}
