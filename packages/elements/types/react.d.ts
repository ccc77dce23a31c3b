// React 19 and later, where a custom element's properties and events are its own:
//   import type {} from '@workroom/elements/types/react';
import type { HTMLAttributes, RefAttributes } from 'react';
import type { WorkroomElements } from './elements.js';

type Handlers<Events> = { [Name in keyof Events & string as `on${Name}`]?: (event: Events[Name]) => void };

type Elements = {
  [Tag in keyof WorkroomElements]: Omit<HTMLAttributes<WorkroomElements[Tag]['element']>, 'hidden'> &
    RefAttributes<WorkroomElements[Tag]['element']> & {
      hidden?: boolean | undefined;
    } & WorkroomElements[Tag]['props'] &
    Handlers<WorkroomElements[Tag]['events']>;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
