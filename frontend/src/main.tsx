import './theme/mantine.css';
import './theme/fonts.css';
import './theme/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { languageReady } from './i18n';

// After an update of the studio an old page asks for files that are gone: load the new page, once.
window.addEventListener('vite:preloadError', (event) => {
  const tried = sessionStorage.getItem('enfoads.reloaded');
  if (tried === document.lastModified) return;
  sessionStorage.setItem('enfoads.reloaded', document.lastModified);
  event.preventDefault();
  window.location.reload();
});

const root = document.getElementById('root');
if (root) {
  void languageReady().then(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
}
