/** What an answer rests on: markup that the page shows too, markup alone, what is seen alone, in a place of other things only, or scripts alone. */
export type EvidenceKind = 'both' | 'markup' | 'sight' | 'elsewhere' | 'script';
