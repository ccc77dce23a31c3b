import type { EventData, EventType } from '../events/event.ts';
import type { WireEvent } from './wire.ts';

// Compiled, never run: each event type has exactly the same fields on the wire as in core.

type Wire<Type extends EventType> = Extract<WireEvent, { type: Type }>['data'];
type Fields<Data> = Data extends unknown ? keyof Data : never;
type Differs = {
  [Type in EventType]: keyof EventData[Type] extends never
    ? never
    : [Exclude<Fields<Wire<Type>>, keyof EventData[Type]>, Exclude<keyof EventData[Type], Fields<Wire<Type>>>] extends [
          never,
          never,
        ]
      ? never
      : Type;
}[EventType];

export const sameFields: [Differs] extends [never] ? true : Differs = true;
export const allTypes: [Exclude<EventType, WireEvent['type']>] extends [never] ? true : false = true;

export function noteOf(event: WireEvent): string | null {
  // @ts-expect-error — not every event has a note.
  event.data.note;
  return event.type === 'milestone.released' ? event.data.note : null;
}
