export { toWorker, type Worker, type WorkerContext } from './to-worker.ts';
