/** How far one file has been read. Plain JSON. */
export type FileCursor = LinesCursor | WholeCursor;

interface FileIdentity {
  readonly path: string;
  /** A file keeps its inode when it is renamed … */
  readonly inode: number;
  /** … and begins differently when the inode was given to another file, or the file was emptied and filled again. */
  readonly head: Head;
  /** Newest record time met in it, ms since 1970. */
  readonly newest?: number;
}

export interface Head {
  readonly bytes: number;
  readonly sha256: string;
}

/** One record a line, appended to. */
export interface LinesCursor extends FileIdentity {
  readonly kind: 'lines';
  /** Bytes read. */
  readonly offset: number;
  /** Lines read. */
  readonly line: number;
  /** When the file had last been written to, as seen then, ms since 1970. */
  readonly changed: number;
}

/** Anything else a scan can read (gzip, arrays, pages, CSV): read from the beginning once it is at rest. */
export interface WholeCursor extends FileIdentity {
  readonly kind: 'whole';
  /** Items read. */
  readonly index: number;
  /** Size and time of change of the file they were read from; another file then is another reading. */
  readonly size: number;
  readonly changed: number;
  readonly done: boolean;
  /** Why it could not be read, or not to its end. */
  readonly problem?: string;
}
