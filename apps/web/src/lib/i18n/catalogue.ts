import type en from './en.js';

type Texts<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Texts<T[Key]> };

/** What every language says. The keys are those of English; a test compares them and the gaps that are filled in. */
export type Catalogue = Texts<typeof en>;
