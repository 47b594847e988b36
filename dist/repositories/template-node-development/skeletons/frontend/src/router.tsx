import { createBrowserRouter, type RouteObject } from 'react-router';
import { CrashPage } from './pages/crash-page.tsx';
import { Layout } from './pages/layout.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { CALLBACK_PATH } from './session/user-manager.ts';

const Nothing = () => null;

/** Every page, by its path. The code of a page is loaded when it is first asked for. */
const routes = (): RouteObject[] => [
  {
    Component: Layout,
    ErrorBoundary: CrashPage,
    HydrateFallback: Nothing,
    children: [
      { path: '/', lazy: async () => ({ Component: (await import('./pages/dashboard-page.tsx')).DashboardPage }) },
      {
        path: '/metric/:name',
        lazy: async () => ({ Component: (await import('./pages/metric-page.tsx')).MetricPage }),
      },
      { path: '/account', lazy: async () => ({ Component: (await import('./pages/account-page.tsx')).AccountPage }) },
      // Left as soon as the sign-in is complete.
      { path: CALLBACK_PATH, Component: Nothing },
      { path: '*', Component: NotFoundPage },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes());
}
