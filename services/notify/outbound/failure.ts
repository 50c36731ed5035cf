/** Words for a connection that failed. The filter's own message speaks of options nobody here can set. */
export function reasonOf(error: unknown): string {
  const { message, code } = error as { readonly message?: string; readonly code?: string };
  if (message?.includes('is not allowed. Because') === true)
    return 'the address is private or internal (allowPrivate permits it)';
  return code ?? message ?? 'the connection failed';
}
