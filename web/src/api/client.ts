import { ApiError, toApiError } from './problem';

const root = '/api/v1';

/** What a request may carry. */
export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Record<string, string | number | null | undefined>;
  body?: unknown;
  ifMatch?: string;
  signal?: AbortSignal | undefined;
}

/** Asks the silo; throws an ApiError with its reason when it refuses or is away. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  const init: RequestInit = { method: options.method ?? 'GET', headers };
  if (options.body !== undefined) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(options.body);
  }
  if (options.ifMatch !== undefined) {
    headers['if-match'] = options.ifMatch;
  }
  if (options.signal) {
    init.signal = options.signal;
  }
  const response = await send(root + path + queryOf(options.query), init);
  if (!response.ok) {
    throw await toApiError(response);
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) {
      throw error;
    }
    throw new ApiError(0, 'The silo cannot be reached. Is it running?');
  }
}

function queryOf(query: RequestOptions['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== '') {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
