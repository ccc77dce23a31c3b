//   import type {} from '@workroom/elements/types/svelte';
import type { HTMLAttributes } from 'svelte/elements';
import type { WorkroomElements } from './elements.js';

type Handlers<Events> = { [Name in keyof Events & string as `on${Name}`]?: (event: Events[Name]) => void };

type Elements = {
  [Tag in keyof WorkroomElements]: HTMLAttributes<WorkroomElements[Tag]['element']> &
    WorkroomElements[Tag]['props'] &
    Handlers<WorkroomElements[Tag]['events']>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Elements {}
}
