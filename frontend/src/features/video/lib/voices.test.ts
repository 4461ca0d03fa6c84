import { expect, it } from 'vitest';
import { voice } from '@/testing/video-studio';
import { bestVoice } from './voices';

it('the voice that speaks when none is chosen suits the presenter, in the language of the script', () => {
  const alex = voice({ id: 'kokoro:em_alex', name: 'Alex', gender: 'male' });
  const heart = voice({ id: 'kokoro:af_heart', name: 'Heart', languages: ['en'] });
  const robot = voice({ id: 'espeak:en-us', name: 'eSpeak', languages: ['en'], gender: 'male', draft: true });
  const voices = [voice(), alex, heart, robot];
  expect(bestVoice(voices, 'es', 'male')).toBe(alex);
  expect(bestVoice(voices, 'es', null)?.name).toBe('Dora');
  expect(bestVoice(voices, 'en', 'male')).toBe(heart);
});
