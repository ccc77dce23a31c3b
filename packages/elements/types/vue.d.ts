// For templates in which Vue knows the elements (compilerOptions.isCustomElement):
//   import type {} from '@workroom/elements/types/vue';
import type { DefineComponent, HTMLAttributes } from 'vue';
import type { WorkroomElements } from './elements.js';

type Capital<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Capitalize<Head>}${Capital<Tail>}`
  : Capitalize<Name>;
type Handlers<Events> = { [Name in keyof Events & string as `on${Capital<Name>}`]?: (event: Events[Name]) => void };

type Elements = {
  [Tag in keyof WorkroomElements]: DefineComponent<
    HTMLAttributes & WorkroomElements[Tag]['props'] & Handlers<WorkroomElements[Tag]['events']>
  >;
};

declare module 'vue' {
  interface GlobalComponents extends Elements {}
}
