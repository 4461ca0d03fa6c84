/** Renders with the real providers, a router in memory and a query client that never retries. */
import { QueryClient } from '@tanstack/react-query';
import { type RenderResult, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { createMemoryRouter, type RouteObject, RouterProvider } from 'react-router';
import { Providers } from '@/app/providers';

interface Options {
  /** Where the page is, query included: `/create?prompt=x`. */
  path?: string;
  /** Other routes the test may move to; the rendered element sits at every other path. */
  routes?: RouteObject[];
}

export interface Rendered extends RenderResult {
  user: UserEvent;
  queryClient: QueryClient;
  router: ReturnType<typeof createMemoryRouter>;
}

export function renderApp(element: ReactElement, { path = '/', routes = [] }: Options = {}): Rendered {
  return renderRoutes([...routes, { path: '*', element }], path);
}

export function renderRoutes(routes: RouteObject[], path: string): Rendered {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, networkMode: 'always' }, mutations: { networkMode: 'always' } },
  });
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const result = render(
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>,
  );
  return { ...result, user: userEvent.setup(), queryClient, router };
}
