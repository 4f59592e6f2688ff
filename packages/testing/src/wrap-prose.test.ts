import { expect, it } from '@jest/globals';
import { wrapProse } from './wrap-prose.js';

const words = (count: number) => Array(count).fill('word').join(' ');

it('breaks prose at 120 characters, what belongs to an item under its text', () => {
  expect(wrapProse(words(30))).toBe(`${words(24)}\n${words(6)}`);
  expect(wrapProse(`- ${words(30)}`)).toBe(`- ${words(23)}\n  ${words(7)}`);
  expect(wrapProse(`  2. ${words(24)}`)).toBe(`  2. ${words(23)}\n     word`);
  expect(wrapProse(`> ${words(25)}`)).toBe(`> ${words(23)}\n> ${words(2)}`);
});

it('lets what does not fit flow on within its paragraph', () => {
  expect(wrapProse(`- ${words(24)}\n  \`code\` ends\n- next`)).toBe(`- ${words(23)}\n  word \`code\` ends\n- next`);
  expect(wrapProse(`${words(25)}\n${words(24)}\n\n${words(2)}`)).toBe(
    `${words(24)}\n${words(24)}\n${words(1)}\n\n${words(2)}`,
  );
  expect(wrapProse(`${words(25)}\n# Next`)).toBe(`${words(24)}\nword\n# Next`);
});

it('keeps what would become something else, or cannot be broken', () => {
  for (const text of [
    words(24),
    `| ${words(40)} |`,
    `\`\`\`\n${words(40)}\n\`\`\``,
    `<!-- ${words(40)} -->`,
    'x'.repeat(200),
    `\`${words(40)}\``,
  ]) {
    expect(wrapProse(text)).toBe(text);
  }
  expect(wrapProse(`${words(23)} four - ${words(2)}`)).toBe(`${words(23)}\nfour - ${words(2)}`);
});
