import { useTranslation } from 'react-i18next';
import type { DetectedFace, Detection } from '../api/faces';
import { hintsOf } from '../lib/hints';
import classes from './face-boxes.module.css';

interface Props {
  detection: Detection;
  /** What a face is called: "A", "2 ← A". */
  tag: (face: DetectedFace) => string;
  /** The same for those who do not see where it is. */
  label: (face: DetectedFace) => string;
  pressed: (face: DetectedFace) => boolean;
  onPress: (face: DetectedFace) => void;
}

const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;

/** The found faces, drawn on their picture as buttons. */
export function FaceBoxes({ detection, tag, label, pressed, onPress }: Props) {
  const { t } = useTranslation();
  const { width, height } = detection;
  return detection.faces.map((face) => {
    const [x0, y0, x1, y1] = face.box;
    const hints = hintsOf(face).map(({ code, value }) => t(`faces.hint.${code}`, { value }));
    return (
      <button
        key={face.index}
        type="button"
        className={classes.box}
        aria-pressed={pressed(face)}
        aria-label={[label(face), ...hints].join('. ')}
        title={hints.join('. ') || undefined}
        data-weak={hints.length > 0 || undefined}
        style={{
          left: percent(x0, width),
          top: percent(y0, height),
          width: percent(x1 - x0, width),
          height: percent(y1 - y0, height),
        }}
        onClick={() => onPress(face)}
      >
        <span className={classes.tag} data-below={y0 / height < 0.1 || undefined} aria-hidden>
          {tag(face)}
        </span>
      </button>
    );
  });
}
