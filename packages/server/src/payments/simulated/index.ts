export type { SimulatedEvents } from './after-release.ts';
export type { SimulatedBooks, SimulatedOperation } from './books.ts';
export { type Script, type SimulatedFailure, type TestMethod, type TestMethodName, testMethods } from './methods.ts';
export { type SimulatedProvider, type SimulatedProviderOptions, simulatedProvider } from './provider.ts';
export { type SimulationRefusal, SimulationRefused } from './simulation-refused.ts';
export { memoryStorage, type SimulatedEntry, type SimulatedStorage } from './storage.ts';
export {
  type SimulatedChargeNews,
  type SimulatedNews,
  type SimulatedWebhooks,
  signedChargeNews,
  signedWebhook,
} from './webhook.ts';
