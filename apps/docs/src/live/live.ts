/** Elements on a page of text, each against its own backend in the page; brought only where there are some. */
const places = document.querySelectorAll<HTMLElement>('[data-live]');
if (places.length > 0) {
  const { placeLive } = await import('./place-live.ts');
  for (const place of places) await placeLive(place, place.dataset.live ?? '', place.dataset.state);
}

export {};
