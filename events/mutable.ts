/** A document while it is being built: the same fields, not yet read-only. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
