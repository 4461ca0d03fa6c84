/** Records as the studio sends them; a test names only what it is about. */
import type { Schemas } from '@/services/api';

export const asset = (over: Partial<Schemas['Asset']> = {}): Schemas['Asset'] => ({
  id: 'img_1_0',
  type: 'image',
  url: '/api/assets/img_1_0/file',
  thumbnail_url: '/api/assets/img_1_0/thumbnail',
  prompt: 'una hamburguesa sobre fondo amarillo',
  created_at: '2026-11-20T10:00:00Z',
  name: '',
  width: 256,
  height: 256,
  duration_s: null,
  bytes: 90_000,
  sha256: '0'.repeat(64),
  mime: 'image/png',
  color: '#f2c14e',
  favorite: false,
  tags: [],
  project: 'default',
  job_id: 'img_1',
  recipe: {
    prompt: 'una hamburguesa sobre fondo amarillo',
    negative_prompt: '',
    model: 'starter',
    width: 256,
    height: 256,
    num_inference_steps: 20,
    guidance_scale: 4,
    scheduler: 'euler',
    seed: 81_234,
  },
  ai_generated: true,
  source: 'generated',
  ...over,
});

export const job = (over: Partial<Schemas['Job']> = {}): Schemas['Job'] => ({
  id: 'img_1',
  parent_id: null,
  retried_from: null,
  project: 'default',
  kind: 'image',
  model: 'starter',
  status: 'processing',
  progress: 40,
  stage: 'denoising',
  message: '',
  step: 8,
  steps: 20,
  position: null,
  eta_s: 12,
  attempt: 1,
  seq: 5,
  cancelling: false,
  created_at: '2026-11-20T10:00:00Z',
  started_at: '2026-11-20T10:00:01Z',
  finished_at: null,
  params: { prompt: 'una hamburguesa sobre fondo amarillo', width: 256, height: 256, seed: 81_234 },
  result: null,
  error: null,
  ...over,
});

export const jobEvent = (over: Partial<Schemas['JobUpdateEvent']> = {}): Schemas['JobUpdateEvent'] => {
  const { id, seq, kind, status, progress, stage, message, step, steps, position, eta_s, cancelling } = job();
  return { id, seq, kind, status, progress, stage, message, step, steps, position, eta_s, cancelling, ...over };
};

const limits: Schemas['ImageLimits'] = {
  factor: 8,
  min_size: 64,
  max_size: 512,
  width: 256,
  height: 256,
  steps: 20,
  min_steps: 8,
  guidance: 4,
  schedulers: ['euler', 'ddim'],
  languages: ['es', 'en'],
};

export const model = (over: Partial<Schemas['ModelInfo']> = {}): Schemas['ModelInfo'] => ({
  id: 'starter',
  task: 'image',
  title: 'Starter',
  title_es: 'Inicial',
  description: 'Draws simple 3D icons, for trying the studio.',
  description_es: 'Dibuja iconos 3D sencillos, para probar el estudio.',
  state: 'installed',
  active: true,
  bytes: 62_000_000,
  license: 'CC0-1.0',
  license_url: 'https://creativecommons.org/publicdomain/zero/1.0/',
  commercial_use: true,
  condition: '',
  condition_es: '',
  accepted: true,
  capabilities: ['text-to-image'],
  limits,
  ...over,
});

export const gpu = (over: Partial<Schemas['GpuStatus']> = {}): Schemas['GpuStatus'] => ({
  device: 'cpu',
  device_name: '2 cores',
  is_gpu: false,
  vram: null,
  ram: { total: 16e9, used: 4e9, free: 12e9 },
  residency: 'one',
  models: [{ name: 'starter', state: 'ram', bytes: 124_000_000, last_used: '2026-11-20T10:00:00Z', load_ms: 800 }],
  lease: null,
  last_swap_ms: null,
  queue: { queued: 0, processing: 0, paused: false },
  worker_alive: true,
  ...over,
});

export const health = (over: Partial<Schemas['Health']> = {}): Schemas['Health'] => ({
  status: 'ok',
  version: '0.1.0',
  checks: { library: { ok: true, detail: 'writable' }, worker_gpu: { ok: true, detail: 'alive' } },
  ...over,
});

export const publicSettings = (over: Partial<Schemas['PublicSettings']> = {}): Schemas['PublicSettings'] => ({
  version: '0.1.0',
  default_model: 'starter',
  auth_required: false,
  sync_timeout_s: 60,
  job_timeout_s: 600,
  max_upload_bytes: 52_428_800,
  result_cache: true,
  gpu_residency: 'one',
  worker: 'process',
  face_refinement: true,
  face_enhancer: false,
  max_lora_bytes: 2_147_483_648,
  max_video_bytes: 536_870_912,
  max_video_s: 600,
  max_audio_bytes: 209_715_200,
  max_audio_s: 1800,
  llm_model: '',
  ...over,
});
