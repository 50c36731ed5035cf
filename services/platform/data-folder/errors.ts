/** The folder cannot be used as it is; the message says why and what to do. */
export class DataFolderError extends Error {
  override readonly name: string = 'DataFolderError';
  readonly code: string = 'MFAW_DATA_FOLDER';
}

/** Another process owns it. */
export class DataFolderLockedError extends DataFolderError {
  override readonly name = 'DataFolderLockedError';
  override readonly code = 'MFAW_DATA_FOLDER_LOCKED';
}
