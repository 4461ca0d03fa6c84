import { useEffect, useState } from 'react';

/** Puts text on the clipboard; `done` is true for two seconds afterwards. */
export function useCopy(): { run: (text: string) => Promise<void>; done: boolean } {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 2000);
    return () => clearTimeout(timer);
  }, [done]);
  const run = async (text: string) => {
    await writeClipboard(text);
    setDone(true);
  };
  return { run, done };
}

async function writeClipboard(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Plain http on another host is no secure context: the older way still works there.
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
