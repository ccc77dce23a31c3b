/** Elements on documentation pages, each with its own backend in the page. Loaded only on pages that have some. */
const places = document.querySelectorAll<HTMLElement>('[data-live]');
if (places.length > 0) {
  const { placeLive } = await import('./place-live.ts');
  for (const place of places) await placeLive(place, place.dataset.live ?? '', place.dataset.state);
}

export {};
