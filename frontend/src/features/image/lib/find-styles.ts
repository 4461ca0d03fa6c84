/** Searching the styles as people type: without accents, in both languages, all words, in any order. */
import type { Style } from '../api/words';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** `named`: a category's name in the page's language. */
export function findStyles(styles: Style[], words: string, named: (category: Style['category']) => string): Style[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return styles.filter((style) => {
    const { id, name, name_es, example, example_es, category } = style;
    const text = plain([id, name, name_es, example, example_es, category, named(category)].join(' '));
    return wanted.every((word) => text.includes(word));
  });
}
