//   import type {} from '@workroom/elements/types/preact';
import type { ClassAttributes, JSX } from 'preact';
import type { WorkroomElements } from './elements.js';

type Handlers<Events> = { [Name in keyof Events & string as `on${Name}`]?: (event: Events[Name]) => void };

type Elements = {
  [Tag in keyof WorkroomElements]: JSX.HTMLAttributes<WorkroomElements[Tag]['element']> &
    ClassAttributes<WorkroomElements[Tag]['element']> &
    WorkroomElements[Tag]['props'] &
    Handlers<WorkroomElements[Tag]['events']>;
};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
