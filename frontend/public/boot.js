// Runs before the first paint, so that a dark page does not flash white and the language is right from the start.
// A file of its own because the page's content security policy allows no inline script.
(() => {
  const root = document.documentElement;
  let scheme = 'auto';
  root.lang = navigator.languages.flatMap((tag) => tag.match(/^(es|en)/)?.[0] ?? [])[0] ?? 'es';
  try {
    scheme = localStorage.getItem('enfoads.theme') || 'auto';
    root.lang = JSON.parse(localStorage.getItem('enfoads.preferences') || '{}').state?.language || root.lang;
  } catch {
    // Storage may be blocked: the defaults stand.
  }
  const dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
