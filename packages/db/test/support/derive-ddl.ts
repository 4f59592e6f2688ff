/** The parts of Prisma's data model that say what its tables look like. */
export interface Datamodel {
  models: { name: string; dbName: string | null; fields: Field[] }[];
  enums: { name: string; values: { name: string }[] }[];
  indexes: { model: string; type: string; dbName?: string; fields: { name: string }[] }[];
}

interface Field {
  name: string;
  dbName?: string;
  kind: string;
  type: string;
  isRequired: boolean;
  nativeType: [string, string[]] | null;
  default?: unknown;
}

const PLAIN_TYPES: Record<string, string> = { Boolean: 'TINYINT(1)', Json: 'JSON' };

/** The CREATE TABLE statements that a Prisma schema asks for, in MySQL's words. */
export function deriveDdl({ models, enums, indexes }: Datamodel): string[] {
  return models.map((model) => {
    const table = model.dbName ?? model.name;
    const columnOf = (name: string): string => {
      const field = model.fields.find((candidate) => candidate.name === name);
      return field?.dbName ?? name;
    };
    const columns = model.fields
      .filter(({ kind }) => kind !== 'object')
      .map((field) => `  \`${columnOf(field.name)}\` ${describeColumn(field, enums)}`);
    const keys = indexes
      .filter((index) => index.model === model.name)
      .map(({ type, dbName, fields }) => {
        const names = fields.map(({ name }) => columnOf(name));
        const list = names.map((name) => `\`${name}\``).join(', ');
        if (type === 'id') return `  PRIMARY KEY (${list})`;
        const suffix = type === 'unique' ? 'key' : 'idx';
        const name = dbName ?? `${table}_${names.join('_')}_${suffix}`;
        return `  ${type === 'unique' ? 'UNIQUE ' : ''}INDEX \`${name}\` (${list})`;
      });
    return `CREATE TABLE \`${table}\` (\n${[...columns, ...keys].join(',\n')}\n) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;
  });
}

function describeColumn(field: Field, enums: Datamodel['enums']): string {
  const nullable = field.isRequired ? ' NOT NULL' : ' NULL';
  return `${describeType(field, enums)}${nullable}${describeDefault(field.default)}`;
}

function describeType({ type, kind, nativeType }: Field, enums: Datamodel['enums']): string {
  if (kind === 'enum') {
    const values = enums.find(({ name }) => name === type)?.values ?? [];
    return `ENUM(${values.map(({ name }) => `'${name}'`).join(', ')})`;
  }
  if (nativeType === null) {
    const plain = PLAIN_TYPES[type];
    if (plain === undefined) throw new Error(`${type} needs an @db type in schema.prisma`);
    return plain;
  }
  const [name, args] = nativeType;
  const isUnsigned = name.startsWith('Unsigned');
  const base = name.replace(/^Unsigned/, '').toUpperCase();
  return `${base}${args.length > 0 ? `(${args.join(', ')})` : ''}${isUnsigned ? ' UNSIGNED' : ''}`;
}

function describeDefault(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'object' && value !== null && 'name' in value) {
    return value.name === 'autoincrement' ? ' AUTO_INCREMENT' : ' DEFAULT CURRENT_TIMESTAMP(3)';
  }
  if (typeof value === 'boolean') return ` DEFAULT ${value}`;
  return typeof value === 'string' && !/^\d+$/.test(value) ? ` DEFAULT '${value}'` : ` DEFAULT ${String(value)}`;
}
