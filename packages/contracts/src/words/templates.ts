/** What stands in the gaps of a sentence. */
export type Params = Readonly<Record<string, string | number>>;

/** The names of the gaps of a template: `'id'` of `There is no task {{id}}.` */
export type GapsOf<T extends string> = T extends `${string}{{${infer Gap}}}${infer Rest}` ? Gap | GapsOf<Rest> : never;

const GAP = /\{\{(\w+)\}\}/g;

/** The sentence of a template; a gap that nothing fills stays as it is. */
export function fillIn(template: string, params: Params = {}): string {
  return template.replace(GAP, (gap, name: string) => String(params[name] ?? gap));
}

/** What stands in the gaps of a sentence that was made by this template; undefined: it was not. */
export type Reader = (sentence: string) => Record<string, string> | undefined;

/** Reads what {@link fillIn} wrote. Of equal templates but for a gap at the end, the more particular one should be asked first. */
export function createReader(template: string): Reader {
  const names: string[] = [];
  const pattern = template
    .split(GAP)
    .map((part, index) => {
      if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(part);
      return '(.+?)';
    })
    .join('');
  const whole = new RegExp(`^${pattern}$`, 'su');
  return (sentence) => {
    const found = whole.exec(sentence);
    return found ? Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ''])) : undefined;
  };
}
