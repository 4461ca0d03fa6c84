import { localStorageColorSchemeManager, MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import '@/i18n';
import '@/features/preferences/store';
import { cssVariables, theme } from '@/theme/theme';

// The same name as in public/boot.js.
const schemes = localStorageColorSchemeManager({ key: 'enfoads.theme' });

/** What every page and every test of a component stands on. */
export function Providers({ queryClient, children }: { queryClient: QueryClient; children: ReactNode }) {
  const close = useTranslation().t('common.close');
  const named = useMemo(() => {
    // Mantine's close buttons have no name of their own.
    const defaultProps = { closeButtonProps: { 'aria-label': close } };
    return mergeThemeOverrides(theme, { components: { Modal: { defaultProps }, Drawer: { defaultProps } } });
  }, [close]);
  return (
    <MantineProvider
      theme={named}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </MantineProvider>
  );
}
