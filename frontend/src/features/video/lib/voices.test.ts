import { expect, it, vi } from 'vitest';
import { voice } from '@/testing/video-studio';
import { bestVoice, grouped } from './voices';

it('the voice that speaks when none is chosen suits the presenter, in the language of the script', () => {
  const alex = voice({ id: 'kokoro:em_alex', name: 'Alex', gender: 'male' });
  const heart = voice({ id: 'kokoro:af_heart', name: 'Heart', languages: ['en'] });
  const robot = voice({ id: 'espeak:en-us', name: 'eSpeak', languages: ['en'], gender: 'male', draft: true });
  const voices = [voice(), alex, heart, robot];
  expect(bestVoice(voices, 'es', 'male')).toBe(alex);
  expect(bestVoice(voices, 'es', null)?.name).toBe('Dora');
  expect(bestVoice(voices, 'en', 'male')).toBe(heart);
});

it('in Madrid the voices of Spain come first and speak when none is chosen', () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['es-ES']);
  const alex = voice({ id: 'kokoro:em_alex', name: 'Alex', gender: 'male' });
  const spain = voice({ id: 'kokoro:em_alex-es', name: 'Alex (España)', gender: 'male', accent: 'Spain' });
  const robot = voice({ id: 'espeak:es', name: 'eSpeak', accent: 'Spain', draft: true });
  const voices = [voice(), alex, robot, spain];
  expect(bestVoice(voices, 'es', 'male')).toBe(spain);
  expect(bestVoice(voices, 'es', 'female')?.name).toBe('Dora');
  expect(grouped(voices, 'es').map((group) => group.voices.map(({ name }) => name))).toEqual([
    ['Alex (España)', 'eSpeak'],
    ['Dora', 'Alex'],
  ]);
});
