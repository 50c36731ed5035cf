const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EISDIR: 'a folder, not a file',
  Z_BUF_ERROR: 'the gzip data ends too early: the file was cut off',
  Z_DATA_ERROR: 'the gzip data is damaged',
};

/** What went wrong with a file, in words a person can act on. */
export function describeFileError(error: unknown): string {
  // Not `instanceof Error`: errors of other realms (workers, test runners) have the same code.
  if (typeof error !== 'object' || error === null) return String(error);
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return CAUSES[String(code)] ?? String(message ?? 'unknown error');
}
