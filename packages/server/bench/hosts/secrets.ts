/** Secrets of temporary databases. */
export const secretKey = 'wk_bench_0123456789abcdefghij';
export const sessionSecret = 'a secret for benchmarks of at least 32 bytes';
