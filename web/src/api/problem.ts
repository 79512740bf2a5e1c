import type { FieldError, Problem } from './types';

/** A request that the silo refused or that did not reach it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    message: string,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(message);
  }

  /** The silo did not answer at all. */
  get isUnreachable(): boolean {
    return this.status === 0;
  }
}

/** Reads why a response is not what was asked for. */
export async function toApiError(response: Response): Promise<ApiError> {
  try {
    const problem = (await response.json()) as Partial<Problem>;
    const fields = problem.errors ?? [];
    return new ApiError(response.status, describe(problem, response), fields);
  } catch {
    return new ApiError(response.status, `The silo answered ${response.status}.`);
  }
}

/** What went wrong, for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function describe(problem: Partial<Problem>, response: Response): string {
  return problem.detail ?? problem.title ?? `The silo answered ${response.status}.`;
}
