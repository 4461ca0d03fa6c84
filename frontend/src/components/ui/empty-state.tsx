import type { ReactNode } from 'react';
import { CropMarks } from './crop-marks';
import classes from './state-frame.module.css';

interface Props {
  title: string;
  text?: string | undefined;
  /** One primary button. */
  action?: ReactNode;
  /** One example, already worded ("Prueba: «…»"). */
  example?: ReactNode;
  /** Aspect of what will be here. */
  ratio?: number;
}

/** Nothing is here yet: a dashed frame the size of what will be, one sentence, one way on (UX-53). */
export function EmptyState({ title, text, action, example, ratio = 16 / 9 }: Props) {
  return (
    <CropMarks className={classes.outer}>
      <div className={classes.frame} data-dashed style={{ aspectRatio: ratio }}>
        <p className={classes.title}>{title}</p>
        {text && <p className={classes.text}>{text}</p>}
        {action && <div className={classes.action}>{action}</div>}
        {example && <p className={classes.example}>{example}</p>}
      </div>
    </CropMarks>
  );
}
