import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { type Margins, widened } from '../../lib/draft';
import type { Size } from '../../lib/sizes';
import classes from './editor-stage.module.css';

interface Props {
  picture: Size;
  margins: Margins;
  src: string | undefined;
  /** What lies exactly on the picture; gets how large a pixel of it is on the screen. */
  children: (scale: number) => ReactNode;
}

/** The picture as large as there is room for, on the canvas it will be widened to. */
export function EditorStage({ picture, margins, src, children }: Props) {
  const { ref, width, height } = useElementSize();
  const total = widened(picture, margins);
  const scale = Math.min(width / total.width, height / total.height);
  return (
    <div className={classes.stage}>
      <div ref={ref} className={classes.room}>
        {scale > 0 && (
          <div className={classes.sheet} style={{ width: total.width * scale, height: total.height * scale }}>
            <div
              className={classes.picture}
              style={{
                left: margins.left * scale,
                top: margins.top * scale,
                width: picture.width * scale,
                height: picture.height * scale,
              }}
            >
              {src && <img src={src} alt="" draggable={false} data-enlarged={scale > 1 || undefined} />}
              {children(scale)}
            </div>
          </div>
        )}
      </div>
    </div>
  );
}
