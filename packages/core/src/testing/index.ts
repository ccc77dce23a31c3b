export * from './checks.ts';
export * from './environment.ts';
export * from './people.ts';
export * from './process-diagram.ts';
export * from './random-command.ts';
export * from './scenario.ts';
export * from './steps.ts';
export * from './walk.ts';
