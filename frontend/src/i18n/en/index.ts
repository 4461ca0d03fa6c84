import type { es } from '../es';
import { common } from './common';
import { errors } from './errors';
import { home } from './home';
import { image } from './image';
import { jobs } from './jobs';
import { library } from './library';
import { settings } from './settings';
import { shell } from './shell';

export const en: Record<keyof typeof es, string> = {
  ...common,
  ...shell,
  ...jobs,
  ...errors,
  ...home,
  ...settings,
  ...image,
  ...library,
};
