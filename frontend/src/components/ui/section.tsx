import type { ReactNode } from 'react';
import classes from './section.module.css';

interface Props {
  id: string;
  title: string;
  text?: string;
  children: ReactNode;
}

/** A part of a page of settings: heading and purpose at the left, controls at the right. */
export function Section({ id, title, text, children }: Props) {
  return (
    <section id={id} className={classes.section} aria-labelledby={`${id}-title`}>
      <header className={classes.header}>
        <h2 id={`${id}-title`} className={classes.title}>
          {title}
        </h2>
        {text && <p className={classes.text}>{text}</p>}
      </header>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
