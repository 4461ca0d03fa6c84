/** The swap engines of this studio, from its catalog of models. */
import type { Schemas } from '@/services/api';
import type { Engine } from '../api/faces';

type ModelInfo = Schemas['ModelInfo'];

export interface SwapEngine {
  id: Engine;
  model: ModelInfo;
  installed: boolean;
}

const TASKS = { mesh: 'faces', insightface: 'face-swap' } as const;

/** The studio's own first. */
export const enginesOf = (models: readonly ModelInfo[]): SwapEngine[] =>
  (['mesh', 'insightface'] as const).flatMap((id) => {
    const model = models.find(({ task, capabilities }) => task === TASKS[id] && capabilities.includes('face-swap'));
    return model ? [{ id, model, installed: model.state === 'installed' }] : [];
  });
