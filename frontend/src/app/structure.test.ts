import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '..');

/** What each layer may import; a feature never imports another. */
const MAY: Record<string, string[]> = {
  i18n: ['i18n'],
  theme: ['theme'],
  services: ['services', 'i18n'],
  components: ['components', 'services', 'i18n', 'theme'],
  features: ['components', 'services', 'i18n', 'theme'],
  pages: ['features', 'components', 'services', 'i18n', 'theme'],
};

it('imports go one way: services, components → features → pages → app', () => {
  const wrong = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\.d\.ts$|^testing\/|^main\.tsx$/.test(file))
    .flatMap((file) => {
      const [layer = '', part = ''] = file.split('/');
      const allowed = MAY[layer];
      if (!allowed) return [];
      const imports = [...readFileSync(join(SRC, file), 'utf8').matchAll(/from '@\/([\w-]+)(?:\/([\w-]+))?/g)];
      return imports
        .filter(
          ([, to = '', into]) => !allowed.includes(to) && !(layer === 'features' && to === layer && into === part),
        )
        .map(([text]) => `${file}: ${text}'`);
    });
  expect(wrong).toEqual([]);
});
