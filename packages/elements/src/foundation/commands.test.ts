import { processTable } from '@workroom/core';
import { operation } from '@workroom/core/api';
import { expect } from 'chai';
import * as commands from './commands.ts';
import * as commandsInPlace from './commands-in-place.ts';

describe('the commands', () => {
  for (const { operation: name, effects } of Object.values({ ...commands, ...commandsInPlace })) {
    it(`${name} is recognised by the events that the process table lists for it`, () => {
      const { command } = operation(name);
      const emits: readonly string[] = command === undefined ? [] : processTable[command].emits;
      expect(effects).to.not.be.empty;
      expect(emits).to.include.members([...effects]);
    });
  }
});
