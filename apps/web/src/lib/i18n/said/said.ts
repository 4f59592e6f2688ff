import type en from './en.js';

type Texts<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Texts<T[Key]> };

/** What the services say, in another language. */
export type Said = Texts<typeof en>;
