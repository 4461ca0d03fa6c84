import { useTranslation } from 'react-i18next';
import type { DetectedFace } from '../api/faces';
import { useMapping, useOnePerson } from '../hooks/use-swap-request';
import { letter, sameFace, sourceFaces } from '../lib/mapping';
import type { Limits } from '../lib/picture';
import { useSwap } from '../store/swap';
import { FaceBoxes } from './face-boxes';
import { PictureCard } from './picture-card';

interface Props {
  limits: Limits;
  refusal?: string | undefined;
}

/** The picture that gets the face; a click gives a face of it the one in hand, or leaves it as it is. */
export function TargetPicture({ limits, refusal }: Props) {
  const { t } = useTranslation();
  const { sources, target, held, assign } = useSwap();
  const mapping = useMapping();
  const faces = sourceFaces(sources, useOnePerson());
  if (!target) return null;
  const gets = ({ index }: DetectedFace) => mapping[index] ?? null;
  const letterOf = (face: DetectedFace) => letter(faces.findIndex((one) => sameFace(one, gets(face))));
  const press = (face: DetectedFace) => {
    const given = held ?? faces[0] ?? null;
    assign({ [face.index]: gets(face) && sameFace(gets(face), given) ? null : given });
  };
  return (
    <PictureCard picture={target} limits={limits} refusal={refusal}>
      {target.detection && (
        <FaceBoxes
          detection={target.detection}
          tag={(face) => (gets(face) ? `${face.index + 1} ← ${letterOf(face)}` : String(face.index + 1))}
          label={(face) =>
            gets(face)
              ? t('faces.face.becomes', { number: face.index + 1, letter: letterOf(face) })
              : t('faces.face.keeps', { number: face.index + 1 })
          }
          pressed={(face) => gets(face) !== null}
          onPress={press}
        />
      )}
    </PictureCard>
  );
}
