/** Who becomes whom: for each face of the target, the source face it gets, or null to leave it as it is. */
import { APART, apart, qualityWord } from './hints';
import { type FacePicture, facesOf } from './picture';

export interface SourceFace {
  /** Of the picture, which keeps its name while others come and go. */
  picture: string;
  face: number;
}

/** By index of the target's face. */
export type Mapping = Readonly<Record<number, SourceFace | null>>;

export const sameFace = (one: SourceFace | null | undefined, other: SourceFace | null | undefined): boolean =>
  one?.picture === other?.picture && one?.face === other?.face;

/**
 * Several photos of one person, or of several: as was said, else one person's when there is only one face to replace.
 */
export function isOnePerson(
  said: boolean | null,
  sources: readonly FacePicture[],
  target: FacePicture | null,
): boolean {
  return sources.length > 1 && (said ?? (target?.kind === 'video' || facesOf(target).length < 2));
}

/** The photos whose faces are told apart: of one person's photos the first that shows a face. */
const told = (sources: readonly FacePicture[], onePerson: boolean): readonly FacePicture[] =>
  onePerson ? sources.filter((picture) => facesOf(picture).length > 0).slice(0, 1) : sources;

/** The faces that can be taken, in the order of their photos, the largest of each photo first. */
export const sourceFaces = (sources: readonly FacePicture[], onePerson = false): SourceFace[] =>
  told(sources, onePerson).flatMap((picture) =>
    facesOf(picture).map(({ index }) => ({ picture: picture.id, face: index })),
  );

/** "A", "B", … "Z", "A2", …: how a source face is called on the page. */
export function letter(place: number): string {
  const round = Math.floor(place / 26);
  return String.fromCharCode(65 + (place % 26)) + (round > 0 ? String(round + 1) : '');
}

/**
 * What is proposed: the largest face of each photo that can be seen onto a face of the target, the largest first, but none that is turned
 * too far from it while there is another. A single photo goes onto one face: people beside it stay who they are.
 */
export function proposed(sources: readonly FacePicture[], target: FacePicture | null, onePerson = false): Mapping {
  const mapping: Record<number, SourceFace | null> = Object.fromEntries(
    facesOf(target).map(({ index }) => [index, null]),
  );
  for (const picture of told(sources, onePerson)) {
    const main = facesOf(picture).find((face) => qualityWord(face) !== 'poor') ?? facesOf(picture)[0];
    const free = facesOf(target).filter(({ index }) => mapping[index] === null);
    const fits = main && (free.find((face) => apart(main, face) <= APART.refused) ?? free[0]);
    if (fits) mapping[fits.index] = { picture: picture.id, face: main.index };
  }
  return mapping;
}

/** What was chosen by hand, where it still can be; what is proposed elsewhere. */
export function settled(
  chosen: Mapping,
  sources: readonly FacePicture[],
  target: FacePicture | null,
  onePerson = false,
): Mapping {
  const known = sourceFaces(sources, onePerson);
  const usable = (face: SourceFace | null | undefined) => face === null || known.some((one) => sameFace(one, face));
  return Object.fromEntries(
    Object.entries(proposed(sources, target, onePerson)).map(([index, face]) => {
      const own = chosen[Number(index)];
      return [index, own !== undefined && usable(own) ? own : face];
    }),
  );
}

/** Whether any face is to be replaced. */
export const mapsAnything = (mapping: Mapping): boolean => Object.values(mapping).some((face) => face !== null);
