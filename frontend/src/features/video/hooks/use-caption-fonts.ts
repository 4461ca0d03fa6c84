/** The typefaces that captions are drawn with, for samples on the page. Fetched when they are first looked at. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isSameOrigin } from '@/services/backend-url';
import { mediaUrl } from '@/services/media';
import { videoOptions } from '../api/options';

const asked = new Set<string>();

export function useCaptionFonts(): void {
  const fonts = useQuery(videoOptions).data?.fonts;
  useEffect(() => {
    // The page's own policy takes fonts from its own origin only; elsewhere the samples have the page's letters.
    if (!fonts || !isSameOrigin() || typeof FontFace === 'undefined') return;
    for (const { family, url, weight } of fonts) {
      if (!url || asked.has(url)) continue;
      asked.add(url);
      const face = new FontFace(family, `url("${mediaUrl(url)}")`, { weight: String(weight), display: 'swap' });
      face.load().then(
        (loaded) => document.fonts.add(loaded),
        () => asked.delete(url),
      );
    }
  }, [fonts]);
}
