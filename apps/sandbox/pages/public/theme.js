// Runs before the first paint, so that a page chosen to be dark never flashes light.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be unavailable; then the system's setting applies.
}
