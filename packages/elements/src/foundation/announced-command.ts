import type { EventType } from '@workroom/core';
import type { AnswerOf, OperationName, WireContract } from '@workroom/core/api';

/** The operations that return the contract. */
export type ContractCommand = {
  [Name in OperationName]: AnswerOf<Name> extends WireContract ? (Name extends 'getContract' ? never : Name) : never;
}[OperationName];

/** A command with its two DOM events: a request before, and a fact after. */
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
  /** It changes no terms or money, so it is sent even if the contract has changed. */
  readonly bindsNobody?: true;
}
