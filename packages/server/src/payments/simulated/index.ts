export type { SimulatedBooks, SimulatedOperation } from './books.ts';
export { type Script, type SimulatedFailure, type TestMethod, type TestMethodName, testMethods } from './methods.ts';
export { type SimulatedProvider, type SimulatedProviderOptions, simulatedProvider } from './provider.ts';
export { memoryStorage, type SimulatedEntry, type SimulatedStorage } from './storage.ts';
export { type SimulatedNews, type SimulatedWebhooks, signedWebhook } from './webhook.ts';
