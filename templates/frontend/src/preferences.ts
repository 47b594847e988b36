import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type Theme = 'system' | 'light' | 'dark';
export type View = 'chart' | 'table';

interface Preferences {
  readonly theme: Theme;
  /** How samples are shown. */
  readonly view: View;
  /** Whether the pages follow new samples. */
  readonly live: boolean;
  set(change: Partial<Pick<Preferences, 'theme' | 'view' | 'live'>>): void;
}

/** What a person has chosen in this browser. State of the API's is not kept here, but by TanStack Query. */
export const usePreferences = create<Preferences>()(
  persist((set) => ({ theme: 'system', view: 'chart', live: true, set }), { name: 'preferences' }),
);

/** Makes the document follow the chosen theme, now and after every change. */
export function followTheme(root: HTMLElement): () => void {
  const apply = ({ theme }: Preferences) => {
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  };
  apply(usePreferences.getState());
  return usePreferences.subscribe(apply);
}
