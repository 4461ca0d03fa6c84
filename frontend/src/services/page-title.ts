/** Title of the page that is open; the tab shows it, or the progress of what runs (`app/layout/tab-title`). */
import { useEffect } from 'react';
import { create } from 'zustand';

export const usePageTitleStore = create<{ title: string }>()(() => ({ title: '' }));

export function usePageTitle(title: string): void {
  useEffect(() => usePageTitleStore.setState({ title }), [title]);
}
