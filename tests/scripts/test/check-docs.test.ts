import { describe, expect, it } from '@jest/globals';
import { useHouse } from './use-house.js';

const house = useHouse();

function build(page: string) {
  house.write({
    Makefile: 'verify: ## quick\n\t@true\n',
    'README.md': '# A house\n\n## In three commands\n',
    'apps/api/package.json': '{ "name": "@goodshunter/api" }',
    'apps/api/src/routes/tasks.ts': 'export {};\n',
    'docs/development.md': `# Where\n\n\`\`\`\napps/api/src/    routes/  of tasks: tasks.ts\n\`\`\`\n\n${page}\n`,
  });
  return house.run('check-docs.mjs');
}

describe('check-docs', () => {
  it('has nothing to say of what exists', () => {
    const page = [
      'A route goes into `apps/api/src/routes/tasks.ts`, `routes/<name>.ts` or `routes/{tasks,items}.ts`; `GET /api/tasks`, `task.ts_ms`.',
      '[How](../README.md#in-three-commands), [here](#where), [there](https://example.org/x.md). `make verify`, `make run-*`.',
      '`pnpm --filter @goodshunter/api test`',
    ].join('\n');
    expect(build(page)).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    ['a file that moved', '`apps/api/src/services/tasks.ts`'],
    ['a file named by its end', '`routes/items.ts`'],
    ['a folder', '`apps/web/`'],
    ['a link', '[How](../CONTRIBUTING.md)'],
    ['a heading', '[How](../README.md#in-four-commands)'],
    ['a target of make', '`make verfy`'],
    ['a package', '`pnpm --filter @goodshunter/web test`'],
    ['a room of the drawing', '```\napps/api/src/  services/\n```'],
  ])('finds %s that there is not', (_what, page) => {
    const { status, stderr } = build(page);
    expect({ status, faults: stderr.trim().split('\n').length }).toEqual({ status: 1, faults: 1 });
  });
});
