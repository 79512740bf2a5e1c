// Runs before the first paint, so that a chosen theme never flashes the other one.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem('tripline.theme');
  } catch {
    // Storage may be forbidden; the system's theme is used then.
  }
  if (theme !== 'light' && theme !== 'dark') {
    theme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  }
  document.documentElement.dataset.theme = theme;
})();
