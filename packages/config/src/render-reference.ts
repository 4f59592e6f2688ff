import { type ConfigKey, describeConfig } from './describe-config.js';

const INTRODUCTION = `# Configuration

Generated from packages/config/src/schema/ by \`make docs-config\`; edit it there.

Every key can stand in \`configs/config.json\` and in the environment; the environment wins over the file, the file over
the default. The file is searched upwards from the working directory, then from the program; \`GOODSHUNTER_CONFIG\`
names another one. An empty variable counts as not set, except for \`REDIS_PASSWORD\` (no password) and
\`FETCH_ALLOW_HOSTS\` (no hosts). Everything is checked at start: a service refuses to run with a message that names
each wrong key. Unknown keys in the file are errors.
`;

/** docs/configuration.md. */
export function renderReference(): string {
  const sections = groupBySection();
  const tables = [...sections].map(([section, keys]) => {
    const rows = keys.map(
      (key) => `| \`${key.key}\` | \`${key.env}\` | ${describeDefault(key)} | ${key.doc.replaceAll('|', '\\|')} |`,
    );
    return `## ${section}\n\n| key | environment | default | meaning |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `${INTRODUCTION}\n${tables.join('\n')}`;
}

/** configs/config.json with every default. */
export function renderConfigFile(): string {
  const sections = [...groupBySection()].map(([section, keys]) => [
    section,
    Object.fromEntries(keys.map((key) => [key.key.slice(section.length + 1), key.default])),
  ]);
  return `${JSON.stringify(Object.fromEntries(sections), null, 2)}\n`;
}

function groupBySection(): Map<string, ConfigKey[]> {
  const sections = new Map<string, ConfigKey[]>();
  for (const key of describeConfig()) sections.set(key.section, [...(sections.get(key.section) ?? []), key]);
  return sections;
}

function describeDefault(key: ConfigKey): string {
  const secret = key.isSensitive ? ' (secret)' : '';
  return `${key.default === '' ? 'none' : `\`${key.default}\``}${secret}`;
}
