/** A studio that makes videos: who speaks, what plays, one frame at a time; notes what it is asked for. */
import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { routes } from '@/app/routes';
import type { Schemas } from '@/services/api';
import { asset, job } from './fixtures';
import { renderRoutes } from './render';
import { at, server } from './server';

type Job = Schemas['Job'];
type Fields = Record<string, unknown>;

export const avatar = (over: Partial<Schemas['Avatar']> = {}): Schemas['Avatar'] => ({
  id: 'ana',
  name: 'Ana',
  kind: 'cartoon',
  thumbnail_url: '/avatars/ana/thumbnail',
  preview_url: '/avatars/ana/preview',
  animation: 'parametric',
  license: 'CC0-1.0',
  license_url: 'https://example.test/license',
  credit: 'DiceBear Lorelei',
  gender: 'female',
  credit_required: false,
  commercial_use: true,
  mine: false,
  created_at: null,
  ...over,
});

export const voice = (over: Partial<Schemas['Voice']> = {}): Schemas['Voice'] => ({
  id: 'kokoro:ef_dora',
  name: 'Dora',
  language: 'es',
  default: true,
  languages: ['es'],
  accent: 'Latin America',
  gender: 'female',
  engine: 'kokoro',
  model: 'kokoro',
  installed: true,
  license: 'Apache-2.0',
  license_url: 'https://example.test/license',
  credit: 'hexgrad, Kokoro-82M',
  commercial_use: true,
  draft: false,
  sample_url: '/voices/kokoro:ef_dora/sample',
  ...over,
});

const bed = (): Schemas['MusicPiece'] => ({
  id: 'calm',
  name: 'Calm',
  name_es: 'Calma',
  mood: 'calm',
  bpm: 80,
  duration_s: 30,
  sample_url: '/music/calm/sample',
  license: 'CC0-1.0',
  license_url: 'https://example.test/license',
  commercial_use: true,
  credit: 'EnfoadsIA',
});

const box = { left: 0.06, top: 0.14, right: 0.85, bottom: 0.65 };
const options = {
  aspects: [],
  platforms: [
    { id: 'all', name: 'Reels, TikTok, Shorts', lufs: -14, safe: { '9:16': box }, caption_y: { '9:16': 0.6 } },
    { id: 'tiktok', name: 'TikTok', lufs: -14, safe: { '9:16': { ...box, bottom: 0.76 } }, caption_y: { '9:16': 0.6 } },
  ],
  caption_styles: [],
  fonts: [{ family: 'Anton', installed: true, weight: 400, url: '', credit: '', license: 'OFL-1.1' }],
  motions: [],
  transitions: [],
  presets: [],
} as Schemas['VideoOptions'];

/** Every part of the form, as somebody left it who opened them all. */
export const ALL_OPEN = { presenter: true, voice: true, captions: true, music: true, ending: true };

/** A studio with two presenters, two voices and one piece of music. */
export function videoStudio(jobs: Job[] = []) {
  const studio = { asked: [] as Fields[], paths: [] as string[], frames: [] as Fields[], jobs };
  const accept = async ({ request }: { request: Request }) => {
    const fields = (await request.json()) as Fields;
    studio.asked.push(fields);
    studio.paths.push(new URL(request.url).pathname);
    const id = `vid_${studio.asked.length}`;
    const params = { title: '', aspect: fields.aspect, preset: fields.preset, scenes: [{ narration: fields.script }] };
    const made = job({ id, kind: 'video', status: 'queued', stage: 'queued', progress: 0, position: 1, params });
    studio.jobs = [made, ...studio.jobs];
    return HttpResponse.json({ job: made }, { status: 202 });
  };
  server.use(
    http.get(at('/avatars'), () => HttpResponse.json({ items: [avatar(), avatar({ id: 'luis', name: 'Luis' })] })),
    http.get(at('/voices'), () => {
      const draft = voice({ id: 'espeak:es', name: 'eSpeak', draft: true, gender: 'neutral' });
      const english = voice({ id: 'kokoro:af_heart', name: 'Heart', languages: ['en'], accent: 'United States' });
      return HttpResponse.json({ items: [voice(), draft, english] });
    }),
    http.get(at('/music'), () => HttpResponse.json({ items: [bed()] })),
    http.get(at('/video-options'), () => HttpResponse.json(options)),
    http.post(at('/script-length'), async ({ request }) => {
      const { script } = (await request.json()) as { script: string };
      return HttpResponse.json({
        words: script.split(/\s+/).length,
        seconds: 21,
        language: 'es',
        pauses_s: 0,
        spoken: script,
        warnings: [],
      });
    }),
    http.post(at('/render-preview'), async ({ request }) => {
      studio.frames.push((await request.json()) as Fields);
      return HttpResponse.arrayBuffer(new ArrayBuffer(8), { headers: { 'Content-Type': 'image/webp' } });
    }),
    http.post(at('/render-video'), accept),
    http.post(at('/render-multi-scene'), accept),
    http.get(at('/api/jobs/:id'), ({ params }) => HttpResponse.json(studio.jobs.find(({ id }) => id === params.id))),
  );
  return studio;
}

/** A finished video, as its job tells it. */
export function madeVideo(over: Partial<Job> = {}): Job {
  const video = asset({
    id: 'vid_1_0',
    type: 'video',
    url: '/api/assets/vid_1_0/file',
    name: 'Oferta',
    mime: 'video/mp4',
    width: 540,
    height: 960,
    duration_s: 12.4,
    recipe: {
      kind: 'video',
      language: 'es',
      script: 'Hola a todos.',
      aspect: '1:1',
      voice_id: 'kokoro:ef_dora',
      preset: 'draft',
    },
  });
  const thumbnail = asset({ id: 'vid_1_1' });
  return job({
    id: 'vid_1',
    kind: 'video',
    status: 'completed',
    progress: 100,
    params: { title: 'Oferta', aspect: '9:16', preset: 'draft', scenes: [] },
    result: {
      job_id: 'vid_1',
      video,
      url: video.url,
      thumbnail_assets: [thumbnail],
      srt_url: '/api/assets/vid_1_0/subtitles.srt',
      vtt_url: '/api/assets/vid_1_0/subtitles.vtt',
      duration_s: 12.4,
      scenes: [],
      language: 'es',
      voice: 'kokoro:ef_dora',
      timings: { queue_s: 0, voice_s: 2, images_s: 0, render_s: 5, sound_s: 1, save_s: 0, total_s: 8 },
      warnings: [],
    },
    ...over,
  });
}

export async function openVideoTab(path = '/create?tab=video') {
  const page = renderRoutes(routes, path);
  // The first test also loads the tab's own file.
  await screen.findByRole('radio', { name: 'Presentador' }, { timeout: 8000 });
  return page;
}
