import { expect, it } from '@jest/globals';
import { createLinkSigner } from './sign-link.js';

it('reads what it signed, and nothing that was changed or made up', () => {
  const signer = createLinkSigner(Buffer.alloc(32, 1));
  const subject = { kind: 'mute', userId: 3, id: 42 } as const;
  const token = signer.sign(subject);
  expect(signer.read(token)).toEqual(subject);
  for (const other of [
    token.replace('42', '43'),
    token.replace('m.', 's.'),
    token.slice(0, -1),
    `${token}x`,
    '',
    'm.3.42.',
    'x',
  ]) {
    expect(signer.read(other)).toBeUndefined();
  }
  expect(createLinkSigner(Buffer.alloc(32, 2)).read(token)).toBeUndefined();
});
