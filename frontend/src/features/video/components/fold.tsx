import { Collapse } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { type Part, useVideo } from '../store/draft';
import classes from './fold.module.css';
import { useSummary } from './summaries';

interface Props {
  part: Part;
  title: string;
  /** Something in it was refused: it opens. */
  problem?: boolean;
  children: ReactNode;
}

/**
 * A part of the form. Folded it says what is chosen, so that the whole video is read at a glance; on a desk the presenter
 * stands open at first. What a person did to it is remembered.
 */
export function Fold({ part, title, problem = false, children }: Props) {
  const id = useId();
  const wide = useMediaQuery('(min-width: 768px)', true, { getInitialValueInEffect: false });
  const kept = useVideo((state) => state.folds[part]);
  const fold = useVideo((state) => state.fold);
  const open = problem || (kept ?? (wide && part === 'presenter'));
  return (
    <section className={classes.part} aria-labelledby={`${id}-title`}>
      <h2 className={classes.title} id={`${id}-title`}>
        <button
          type="button"
          className={classes.fold}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => fold(part, !open)}
        >
          <ChevronDown aria-hidden />
          <span>{title}</span>
          {!open && <Summary part={part} />}
        </button>
      </h2>
      <Collapse expanded={open} id={id}>
        <div className={classes.body}>{open && children}</div>
      </Collapse>
    </section>
  );
}

/** What is chosen in it, in a few words. */
function Summary({ part }: { part: Part }) {
  return <span className={classes.summary}>{useSummary(part)}</span>;
}
