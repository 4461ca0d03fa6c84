import type { es } from '../es';
import { brand } from './brand';
import { common } from './common';
import { errors } from './errors';
import { faces } from './faces';
import { home } from './home';
import { image } from './image';
import { jobs } from './jobs';
import { knobs } from './knobs';
import { library } from './library';
import { reference } from './reference';
import { settings } from './settings';
import { shell } from './shell';
import { video } from './video';
import { words } from './words';

export const en: Record<keyof typeof es, string> = {
  ...common,
  ...shell,
  ...jobs,
  ...errors,
  ...home,
  ...settings,
  ...image,
  ...library,
  ...reference,
  ...brand,
  ...words,
  ...knobs,
  ...faces,
  ...video,
};
