/** How long the script is to say: our own estimate at each key, the studio's once it has read it. */
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { scriptLength } from '../api/script';
import { lengthRequest, type VideoDraft } from '../lib/draft';
import { type Length, roughLength } from '../lib/length';

const PAUSE_MS = 400; // between the last key and the question

interface ScriptLength {
  length: Length;
  /** The studio has read these very words. */
  exact: boolean;
  /** Of the words, as the studio found it. */
  language: string | null;
  /** What the studio says of the words: which of them no voice says. */
  warnings: string[];
}

export function useScriptLength(draft: VideoDraft): ScriptLength {
  const wanted = lengthRequest(draft);
  const { script, language, speed } = wanted;
  const rough = useMemo(() => roughLength(script, speed), [script, speed]);
  const now = JSON.stringify(wanted);
  const [asked] = useDebouncedValue(now, PAUSE_MS);
  const query = useQuery({ ...scriptLength(JSON.parse(asked)), enabled: script.trim() !== '' });
  const known = asked === now ? query.data : undefined;
  return {
    length: known ? { words: known.words, seconds: known.seconds } : rough,
    exact: known !== undefined,
    warnings: known?.warnings.map(({ message }) => message) ?? [],
    language: script.trim() === '' ? language : (query.data?.language ?? language),
  };
}
