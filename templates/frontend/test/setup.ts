import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { reset } from '../mocks/data.ts';
import { handlers } from '../mocks/handlers.ts';
import { usePreferences } from '../src/preferences.ts';

/** The API as the pages see it; a test may put other answers in front. */
export const api = setupServer(...handlers);

// The first page of a file waits for its code to be compiled.
configure({ asyncUtilTimeout: 5_000 });
document.documentElement.lang = 'en';
// jsdom lays nothing out, and so observes no sizes, nor does it draw.
HTMLCanvasElement.prototype.getContext = () => null;
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.scrollTo = () => {};

beforeAll(() => api.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  cleanup();
  api.resetHandlers();
  reset();
  localStorage.clear();
  sessionStorage.clear();
  usePreferences.setState(usePreferences.getInitialState());
});
afterAll(() => api.close());
