/** Names met so far; they come from statements in code, so there are some hundreds of them at most. */
const camelNames = new Map<string, string>();

function toCamel(name: string): string {
  let camel = camelNames.get(name);
  if (camel === undefined) {
    camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    camelNames.set(name, camel);
  }
  return camel;
}

/**
 * Rows with their columns in camelCase, as Prisma's models spell them. Rows that are so already, by `AS`, are handed back as they are:
 * large reads that name their columns pay nothing.
 */
export function toCamelRows(rows: readonly object[]): readonly object[] {
  const [first] = rows;
  if (first === undefined) return rows;
  const names = Object.keys(first);
  if (!names.some((name) => name.includes('_'))) return rows;
  const spellings = names.map((name) => [name, toCamel(name)] as const);
  return rows.map((row) => {
    const camel: Record<string, unknown> = {};
    for (const [name, spelling] of spellings) camel[spelling] = (row as Record<string, unknown>)[name];
    return camel;
  });
}
