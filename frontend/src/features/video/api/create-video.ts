import { api, type Schemas, take } from '@/services/api';
import type { VideoOrder } from '../lib/requests';

/** Asks for a video; the answer is the job, at once. `id` is sent as Idempotency-Key: a repeated click is one job. */
export async function createVideo(order: VideoOrder, id: string): Promise<Schemas['Job']> {
  const params = { header: { 'Idempotency-Key': id } };
  const answer =
    order.path === '/render-video'
      ? take(api().POST(order.path, { params, body: order.fields as Schemas['VideoRequest'] }))
      : take(api().POST(order.path, { params, body: order.fields as unknown as Schemas['ScenesRequest'] }));
  return (await answer).job;
}
