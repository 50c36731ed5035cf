import { InternalAddressError } from './guard.ts';

/** Words for a connection that failed. */
export function reasonOf(error: unknown): string {
  if (error instanceof InternalAddressError) return error.message;
  const { message, code } = error as { readonly message?: string; readonly code?: string };
  return code ?? message ?? 'the connection failed';
}
