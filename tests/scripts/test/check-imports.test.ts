import { describe, expect, it } from '@jest/globals';
import { useHouse } from './use-house.js';

const house = useHouse();

/** Packages of one file or two, which import what `change` says and nothing else. */
function build(change: Record<string, string>) {
  for (const home of ['apps/api', 'apps/crawler', 'apps/web', 'packages/db', 'packages/logger']) {
    const name = `@goodshunter/${home.split('/')[1]}`;
    house.write({ [`${home}/package.json`]: JSON.stringify({ name }), [`${home}/src/index.ts`]: 'export {};\n' });
  }
  house.write({ 'apps/api/src/main.ts': "import { rows } from '@goodshunter/db';\n", ...change });
  return house.run('check-imports.mjs');
}

describe('check-imports', () => {
  it('has nothing to say of imports that point inwards', () => {
    const { status, stdout } = build({
      'apps/api/src/routes/tasks.ts': "import { listTasks } from '../services/list-tasks.js';\n",
      'apps/api/src/services/list-tasks.ts': "import type { Row } from '../store/rows.js';\nimport './words.js';\n",
      'apps/api/src/services/words.ts': "export {};\n// import nothing from '../routes/tasks.js'\n",
      'apps/api/src/store/rows.ts': 'export interface Row {}\n',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('no circle, no arrow up') });
  });

  it.each([
    [
      'a circle of files, though only types go round',
      {
        'packages/db/src/a.ts': "import type { B } from './b.js';\n",
        'packages/db/src/b.ts': "export {\n  type A,\n} from './c.js';\n",
        'packages/db/src/c.ts': "const a = await import('./a.js');\n",
      },
      [
        'a circle of files:',
        'packages/db/src/a.ts -> packages/db/src/b.ts',
        'packages/db/src/c.ts -> packages/db/src/a.ts',
      ],
    ],
    [
      'a circle of rooms whose files make none',
      {
        'packages/db/src/one/a.ts': "import { b } from '../two/b.js';\n",
        'packages/db/src/one/c.ts': 'export {};\n',
        'packages/db/src/two/b.ts': 'export {};\n',
        'packages/db/src/two/d.ts': "import { c } from '../one/c.js';\n",
      },
      ['a circle of rooms:', 'packages/db/src/two/d.ts -> packages/db/src/one/c.ts'],
    ],
    [
      'a circle of rooms within a room',
      {
        'packages/db/src/store/one/a.ts': "import { b } from '../two/b.js';\n",
        'packages/db/src/store/one/c.ts': 'export {};\n',
        'packages/db/src/store/two/b.ts': 'export {};\n',
        'packages/db/src/store/two/d.ts': "import type { C } from '../one/c.js';\n",
      },
      ['a circle of rooms within rooms:', 'packages/db/src/store/two/d.ts -> packages/db/src/store/one/c.ts'],
    ],
    [
      'an arrow up within a room',
      {
        'apps/crawler/src/sources/list/read.ts': "import { judge } from '../page/judge.js';\n",
        'apps/crawler/src/sources/page/judge.ts': 'export {};\n',
      },
      ['an arrow up: apps/crawler/src/sources/list/read.ts -> apps/crawler/src/sources/page/judge.ts'],
    ],
    [
      'an arrow up',
      {
        'apps/api/src/store/rows.ts': "import { bind } from '../routes/bind.js';\n",
        'apps/api/src/routes/bind.ts': 'export {};\n',
      },
      ['an arrow up: apps/api/src/store/rows.ts -> apps/api/src/routes/bind.ts'],
    ],
    [
      'a feature that imports another',
      {
        'apps/web/src/features/feed/list.tsx': "import { Card } from '../hunts/card.js';\n",
        'apps/web/src/features/hunts/card.tsx': 'export {};\n',
      },
      ['a feature imports another: apps/web/src/features/feed/list.tsx -> apps/web/src/features/hunts/card.tsx'],
    ],
    [
      'a package that imports an app',
      { 'packages/logger/src/index.ts': "import { app } from '@goodshunter/api/app';\n" },
      ['nothing imports an app: packages/logger/src/index.ts -> @goodshunter/api'],
    ],
    [
      'packages that import each other',
      {
        'packages/logger/src/index.ts': "import { rows } from '@goodshunter/db';\n",
        'packages/db/src/index.ts': "import type { Logger } from '@goodshunter/logger';\n",
      },
      ['a circle of packages:'],
    ],
  ])('finds %s', (_what, change, said) => {
    const { status, stderr } = build(change);
    expect(status).toBe(1);
    for (const part of said) expect(stderr).toContain(part);
  });
});
