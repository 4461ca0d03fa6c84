/** What a face lacks, as codes with their numbers; the page says them in words. */
import type { DetectedFace } from '../api/faces';

export interface Hint {
  code: 'turned' | 'tilted' | 'small' | 'blurred' | 'cut';
  /** Degrees or pixels. */
  value: number;
}

/** Degrees: between the two, artefacts are likely; beyond the second the studio's own engine refuses. */
export const APART = { doubtful: 25, refused: 30 };

const CODES = {
  face_turned: ({ pose }: DetectedFace): Hint => ({ code: 'turned', value: Math.round(Math.abs(pose.yaw)) }),
  face_tilted: ({ pose }: DetectedFace): Hint => ({ code: 'tilted', value: Math.round(Math.abs(pose.pitch)) }),
  face_small: ({ box }: DetectedFace): Hint => ({ code: 'small', value: Math.round(box[2] - box[0]) }),
  face_blurred: (): Hint => ({ code: 'blurred', value: 0 }),
  face_cut: (): Hint => ({ code: 'cut', value: 0 }),
} as const;

export const hintsOf = (face: DetectedFace): Hint[] =>
  face.weaknesses.flatMap((code) => (code in CODES ? [CODES[code as keyof typeof CODES](face)] : []));

/** How much can be made of a face: the studio's 0 to 1 in three words. */
export const qualityWord = ({ quality }: Pick<DetectedFace, 'quality'>): 'good' | 'fair' | 'poor' =>
  quality >= 0.6 ? 'good' : quality >= 0.3 ? 'fair' : 'poor';

/** Degrees by which two faces look to different sides. */
export const apart = (source: DetectedFace, target: DetectedFace): number =>
  Math.round(Math.max(Math.abs(source.pose.yaw - target.pose.yaw), Math.abs(source.pose.pitch - target.pose.pitch)));
