import { useTranslation } from 'react-i18next';
import { useOnePerson } from '../hooks/use-swap-request';
import { letter, sameFace, sourceFaces } from '../lib/mapping';
import type { Limits } from '../lib/picture';
import { useSwap } from '../store/swap';
import { FaceBoxes } from './face-boxes';
import { PictureCard } from './picture-card';
import classes from './pictures.module.css';

interface Props {
  limits: Limits;
  refusal?: string | undefined;
}

/** The photos of the face; a click takes a face in hand. */
export function SourcePictures({ limits, refusal }: Props) {
  const { t } = useTranslation();
  const { sources, held, hold } = useSwap();
  const faces = sourceFaces(sources, useOnePerson());
  if (sources.length === 0) return null;
  return (
    <div className={classes.pictures} data-many={sources.length > 1 || undefined}>
      {sources.map((picture, index) => {
        // A further photo of one person stands for the same face.
        const of = (face: number) => {
          const own = { picture: picture.id, face };
          return faces.find((one) => sameFace(one, own)) ?? faces[0] ?? own;
        };
        const name = (face: number) => letter(faces.findIndex((one) => sameFace(one, of(face))));
        return (
          <PictureCard
            key={picture.id}
            picture={picture}
            limits={limits}
            refusal={index === sources.length - 1 ? refusal : undefined}
          >
            {picture.detection && (
              <FaceBoxes
                detection={picture.detection}
                tag={({ index: face }) => name(face)}
                label={({ index: face }) => t('faces.face.source', { letter: name(face) })}
                pressed={({ index: face }) => sameFace(held, of(face))}
                onPress={({ index: face }) => hold(sameFace(held, of(face)) ? null : of(face))}
              />
            )}
          </PictureCard>
        );
      })}
    </div>
  );
}
