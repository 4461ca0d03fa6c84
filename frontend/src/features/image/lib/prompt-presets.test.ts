import { describe, expect, it } from 'vitest';
import { hasPreset, togglePreset } from './prompt-presets';

const sale = { subject: 'zapatillas rojas', treatment: 'sobre fondo amarillo, espacio para el precio' };

describe('UX-10 presets never replace what was written', () => {
  it('fills an empty prompt with an example subject and the treatment', () => {
    expect(togglePreset('  ', sale)).toBe('zapatillas rojas, sobre fondo amarillo, espacio para el precio');
  });

  it('adds the treatment after the words', () => {
    expect(togglePreset('una taza azul. ', sale)).toBe('una taza azul, sobre fondo amarillo, espacio para el precio');
  });

  it('takes out exactly what it added', () => {
    const added = togglePreset('una taza azul', sale);
    expect(hasPreset(added, sale)).toBe(true);
    expect(togglePreset(added, sale)).toBe('una taza azul');
    expect(togglePreset(`${added}, 35 mm`, sale)).toBe('una taza azul, 35 mm');
  });
});
