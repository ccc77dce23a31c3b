/** Waits until all transitions have ended, because one can follow another; endless animations are ignored. */
export async function atRest(): Promise<void> {
  const seen = new Set<Animation>();
  for (let looks = 0; looks < 3; looks += 1) {
    const moving = roots(document)
      .flatMap((root) => root.getAnimations())
      .filter((each) => !seen.has(each) && each.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY);
    if (moving.length > 0) looks = 0;
    for (const each of moving) seen.add(each);
    // A cancelled transition has ended too. Firefox never reports the end of some; none lasts longer than this.
    const enough = new Promise((resolve) => setTimeout(resolve, 1_000));
    await Promise.race([Promise.allSettled(moving.map((each) => each.finished)), enough]);
    await painted();
  }
}

/** Firefox leaves shadow trees out of `document.getAnimations()`. */
function roots(root: Document | ShadowRoot): readonly (Document | ShadowRoot)[] {
  const inside = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? roots(shadowRoot) : []));
  return [root, ...inside];
}

/**
 * A dialog may open, and start its animation, only after a frame. A page in the background has none, so a timer is used
 * too.
 */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 50);
  });
}
