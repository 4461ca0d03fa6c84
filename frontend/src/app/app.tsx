import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { makeQueryClient } from '@/services/query-client';
import { Providers } from './providers';
import { routes } from './routes';

export function App() {
  const [queryClient] = useState(makeQueryClient);
  const [router] = useState(() => createBrowserRouter(routes, { basename: import.meta.env.BASE_URL }));
  return (
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>
  );
}
