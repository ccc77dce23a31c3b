import type { EventType } from '@workroom/core';
import type { AnswerOf, OperationName, WireContract } from '@workroom/core/api';

/** The operations that answer with the contract as it then stands. */
export type ContractCommand = {
  [Name in OperationName]: AnswerOf<Name> extends WireContract ? (Name extends 'getContract' ? never : Name) : never;
}[OperationName];

/** A command as the page hears of it: asked first, told afterwards. */
export interface AnnouncedCommand<Name extends ContractCommand = ContractCommand> {
  readonly operation: Name;
  /** Cancelable, before the command is sent. */
  readonly request: `workroom-${string}-request`;
  /** After it was carried out. */
  readonly fact: `workroom-${string}`;
  /** The events of which one at least shows that it was carried out. */
  readonly effects: readonly EventType[];
  /** Whether it can charge the client, so that the page may answer with a payment method. */
  readonly charges?: true;
  /** It binds nobody, and so is given whatever the contract has become meanwhile. */
  readonly bindsNobody?: true;
}
