/** Files pasted anywhere on the page; but a paste that holds words belongs to the text being typed. */
import { useEffect, useRef } from 'react';

export function usePastedFiles(onFiles: (files: File[]) => void): void {
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]');
      const files = [...(event.clipboardData?.files ?? [])];
      const words = event.clipboardData?.types?.includes('text/plain') ?? false;
      if ((typing && words) || files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, []);
}
