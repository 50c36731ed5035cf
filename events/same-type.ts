/*
 * Whether a schema infers the very type it is written for. Mutual assignability alone would let a schema forget an optional field,
 * so the two are also compared with every field required.
 */

type Required<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Required<Item>[]
    : { readonly [K in keyof T]-?: Required<T[K]> };

type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

export type Same<A, B> = Mutual<A, B> extends true ? Mutual<Required<A>, Required<B>> : false;

export type Expect<T extends true> = T;
