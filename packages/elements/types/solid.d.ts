//   import type {} from '@workroom/elements/types/solid';
import type { JSX } from 'solid-js';
import type { WorkroomElements } from './elements.js';

type Handlers<Events> = { [Name in keyof Events & string as `on:${Name}`]?: (event: Events[Name]) => void };
type Properties<Props> = { [Name in keyof Props & string as `prop:${Name}`]?: Props[Name] };

type Elements = {
  [Tag in keyof WorkroomElements]: JSX.HTMLAttributes<WorkroomElements[Tag]['element']> &
    WorkroomElements[Tag]['props'] &
    Properties<WorkroomElements[Tag]['props']> &
    Handlers<WorkroomElements[Tag]['events']>;
};

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
