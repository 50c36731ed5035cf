const READING: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EISDIR: 'a folder, not a file',
  Z_BUF_ERROR: 'the gzip data ends too early: the file was cut off',
  Z_DATA_ERROR: 'the gzip data is damaged',
};

const WRITING: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'no permission to write it',
  EISDIR: 'a folder, not a file',
  EEXIST: 'a file of this name is there',
  ENOTDIR: 'a part of its path is a file',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read only',
};

/** What went wrong with a file that was read, in words a person can act on. */
export function describeFileError(error: unknown): string {
  // Not `instanceof Error`: errors of other realms (workers, test runners) have the same code.
  if (typeof error !== 'object' || error === null) return String(error);
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return READING[String(code)] ?? String(message ?? 'unknown error');
}

/** The same for one that was to be written. */
export function describeWriteError(error: unknown): string {
  return WRITING[String((error as { readonly code?: unknown }).code)] ?? describeFileError(error);
}
