import { Navigate, type RouteObject } from 'react-router';
import { NotFound } from './layout/not-found';
import { PageError } from './layout/page-error';
import { Shell } from './layout/shell';

/** Every page is a file of its own, loaded when it is first opened. Paths are relative to the app's base (`/app/`). */
export const routes: RouteObject[] = [
  {
    Component: Shell,
    ErrorBoundary: PageError,
    HydrateFallback: () => null,
    children: [
      { index: true, element: <Navigate to="/home" replace /> },
      {
        ErrorBoundary: PageError,
        children: [
          { path: 'home', lazy: async () => ({ Component: (await import('@/pages/home/home-page')).HomePage }) },
          {
            path: 'create',
            lazy: async () => ({ Component: (await import('@/pages/ad-creator/ad-creator-page')).AdCreatorPage }),
          },
          {
            path: 'swap',
            lazy: async () => ({ Component: (await import('@/pages/face-swap/face-swap-page')).FaceSwapPage }),
          },
          {
            path: 'library',
            lazy: async () => ({ Component: (await import('@/pages/brand-vault/brand-vault-page')).BrandVaultPage }),
          },
          {
            path: 'settings',
            lazy: async () => ({ Component: (await import('@/pages/settings/settings-page')).SettingsPage }),
          },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
];
