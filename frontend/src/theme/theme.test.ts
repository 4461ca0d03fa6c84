import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cssVariables } from './theme';

const SRC = join(import.meta.dirname, '..');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map((file) => join(SRC, file));
const read = (file: string) => readFileSync(file, 'utf8');

describe('colours', () => {
  it('are named in the theme and nowhere else', () => {
    const raw =
      /#[\da-f]{3,8}\b(?!['"`]?\s*\))|\b(?:rgba?|hsla?|oklch|oklab)\(|:\s*(?:white|black|gr[ae]y|red|green|blue)\s*;/i;
    const guilty = files
      .filter((file) => /\.(css|tsx?)$/.test(file) && !/theme\/theme\.ts$|\.test\.|testing\/|schema\.d\.ts$/.test(file))
      .flatMap((file) =>
        read(file)
          .split('\n')
          .flatMap((line, index) => (raw.test(line) ? [`${relative(SRC, file)}:${index + 1} ${line.trim()}`] : [])),
      );
    expect(guilty).toEqual([]);
  });

  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one: string, other: string) => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const schemes = cssVariables({} as Parameters<typeof cssVariables>[0]);

  it.each(['light', 'dark'] as const)('of the %s scheme can be read (WCAG AA)', (scheme) => {
    const token = (name: string) => schemes[scheme][`--es-${name}`] as string;
    const grounds = ['paper', 'surface', 'raised'].map(token);
    for (const name of ['ink', 'muted', 'signal-text', 'info', 'ok', 'warn', 'danger']) {
      for (const ground of grounds) expect(contrast(token(name), ground), `${name} on ${ground}`).toBeGreaterThan(4.5);
    }
    for (const name of ['control', 'focus']) {
      for (const ground of grounds) expect(contrast(token(name), ground), `${name} on ${ground}`).toBeGreaterThan(3);
    }
    expect(contrast(token('on-signal'), token('signal'))).toBeGreaterThan(4.5);
    expect(contrast(token('on-danger'), token('danger'))).toBeGreaterThan(4.5);
  });

  it('are all defined: no style uses a token that is not there', () => {
    const measures = [...read(join(SRC, 'theme/global.css')).matchAll(/(--es-[\w-]+):/g)].map((match) => match[1]);
    const local = [...read(join(SRC, 'app/layout/shell.module.css')).matchAll(/(--es-[\w-]+):/g)].map(
      (match) => match[1],
    );
    const known = new Set([...Object.keys(schemes.light), ...measures, ...local]);
    const missing = files
      .filter((file) => /\.(css|tsx?)$/.test(file) && !file.includes('.test.'))
      .flatMap((file) =>
        [...read(file).matchAll(/var\((--es-[\w-]+)/g)].flatMap(([, name]) =>
          known.has(name as string) ? [] : [`${relative(SRC, file)}: ${name}`],
        ),
      );
    expect(missing).toEqual([]);
  });
});

describe('Mantine', () => {
  it('has the sheet of every component that is used', () => {
    const sheets = read(join(SRC, 'theme/mantine.css'));
    const available = new Set(
      readdirSync(join(SRC, '../node_modules/@mantine/core/styles')).map((file) => file.replace(/\..*$/, '')),
    );
    const used = new Set(
      files
        .filter((file) => /\.tsx?$/.test(file))
        .flatMap((file) => [...read(file).matchAll(/import \{([^}]+)\} from '@mantine\/core'/g)])
        .flatMap(([, names]) => (names as string).split(','))
        .map((name) => name.trim().replace(/^type /, '')),
    );
    const missing = [...used].filter((name) => available.has(name) && !sheets.includes(`/${name}.layer.css`));
    expect(missing).toEqual([]);
  });
});
