/** What the person chose about the page itself. The theme is kept by Mantine (`theme/scheme.ts`). */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { browserLanguage, type Language, setLanguage } from '@/i18n';
import { local } from '@/services/storage';

interface Preferences {
  language: Language;
  /** Null until chosen: the column starts open, the strip folded. */
  trayOpen: boolean | null;
  setLanguage: (language: Language) => void;
  setTrayOpen: (open: boolean) => void;
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      language: browserLanguage(),
      trayOpen: null,
      setLanguage: (language) => {
        setLanguage(language);
        set({ language });
      },
      setTrayOpen: (trayOpen) => set({ trayOpen }),
    }),
    {
      name: 'enfoads.preferences',
      version: 1,
      storage: local(),
      partialize: ({ language, trayOpen }) => ({ language, trayOpen }),
      onRehydrateStorage: () => (state) => setLanguage(state?.language ?? browserLanguage()),
    },
  ),
);
