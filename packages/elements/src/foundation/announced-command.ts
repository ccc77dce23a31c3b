import type { EventType } from '@workroom/core';
import type { AnswerOf, OperationName, WireContract } from '@workroom/core/api';

/** The operations that return the contract. */
export type ContractCommand = {
  [Name in OperationName]: AnswerOf<Name> extends WireContract ? (Name extends 'getContract' ? never : Name) : never;
}[OperationName];

/** A command with its two DOM events: a request before it, and a fact after it. */
export interface AnnouncedCommand<Name extends ContractCommand = ContractCommand> {
  readonly operation: Name;
  /** Cancelable, before the command is sent. */
  readonly request: `workroom-${string}-request`;
  /** Fired after the command has been executed. */
  readonly fact: `workroom-${string}`;
  /** At least one of these events shows that the command was executed. */
  readonly effects: readonly EventType[];
  /** Whether it can charge the client, so that the page may answer with a payment method. */
  readonly charges?: true;
  /** It changes no terms or money, so it is sent even if the contract has changed. */
  readonly bindsNobody?: true;
}
