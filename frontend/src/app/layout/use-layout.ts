import { useMediaQuery } from '@mantine/hooks';

export type Layout = 'small' | 'medium' | 'wide';

/** Which of the three layouts fits (ux 2.5): tray as a sheet, a strip or a column. */
export function useLayout(): Layout {
  const options = { getInitialValueInEffect: false };
  const wide = useMediaQuery('(min-width: 1200px)', undefined, options);
  const medium = useMediaQuery('(min-width: 768px)', undefined, options);
  return wide ? 'wide' : medium ? 'medium' : 'small';
}
