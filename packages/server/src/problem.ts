import type { Refusal } from '@workroom/core';
import { type ProblemCode, problemKind } from '@workroom/core/api';

export interface ProblemDetails {
  /** What to do next; by default the sentence of the code. */
  readonly detail?: string;
  /** The invalid values. */
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** The methods of a 405. */
  readonly allow?: readonly string[];
}

export interface FieldError {
  /** JSON Pointer (RFC 6901) into the body, or into the query as one object. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/**
 * A refused or failed request that changed nothing. HTTP returns it as problem details (RFC 9457), and `api` throws it.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly retryAfterSeconds: number | null;
  readonly allow: readonly string[] | null;

  constructor(code: ProblemCode, { detail, errors = [], retryAfterSeconds, allow }: ProblemDetails = {}) {
    const kind = problemKind(code);
    super(`${code}: ${detail ?? kind.detail}`);
    this.code = code;
    this.status = kind.status;
    this.title = kind.title;
    this.detail = detail ?? kind.detail;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds ?? null;
    this.allow = allow ?? null;
  }

  /** A refusal by the rules, with the pointer into the request. */
  static of({ refused, detail, pointer }: Refusal): Problem {
    const errors = pointer === undefined ? [] : [{ pointer, code: refused, message: detail }];
    return new Problem(refused, { detail, errors });
  }
}
