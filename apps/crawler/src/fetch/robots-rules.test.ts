import { cpuTimeOf } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { parseRobots } from './robots-rules.js';

const allowed = (robots: string, path: string) =>
  parseRobots(robots, 'GoodsHunter').isAllowed(new URL(path, 'https://shop.example'));

describe('parseRobots', () => {
  it.each([
    ['', '/a', true],
    ['User-agent: *\nDisallow: /', '/a', false],
    ['User-agent: *\nDisallow: /', '/robots.txt', true],
    ['User-agent: *\nDisallow:', '/a', true],
    ['user-AGENT : * # all\n  disallow : /a # no', '/a/b', false],
    ['User-agent: *\nDisallow: /a', '/b', true],
    ['\ufeffUser-agent: *\r\nDisallow: /a\r\n', '/a', false],
    ['Disallow: /', '/a', true],
    // What owners write and mean.
    ['User-agent *\nDisallow /', '/a', false],
    ['user-agent: *\ndisallow /private', '/private/a', false],
    ['user-agent: *\ndisallow /private', '/a', true],
    ['Useragent: *\nDissallow: /a', '/a', false],
    ['User agent: *\n\tdisallow\t/a # all of it', '/a', false],
    ['User-agent: *\nDisallow /a\nAllow /a/b', '/a/b', true],
    ['User-agent *\ndisallow /a /b', '/b/c', false],
    ['User-agent: *\nDisallow: /a /b', '/a', false],
    ['User-agent: *\ndisallow /a *.pdf', '/x.pdf', false],
    ['User-agent: *\nDisallow = /a', '/a', false],
    ['User-agent = *\nDisallow; /a', '/a', false],
    ['User-agent: *\nDisallow', '/a', true],
    ['User-agent: *\nDisallow the robots, please', '/a', true],
    ['<html>User-agent: *\nDisallow: /', '/a', true],
  ])('reads %j for %s', (robots, path, expected) => expect(allowed(robots, path)).toBe(expected));

  it('follows the longest match, and Allow on a tie', () => {
    const robots = 'User-agent: *\nAllow: /p\nDisallow: /\nDisallow: /page\nAllow: /page\nDisallow: /products/secret';
    for (const [path, expected] of [
      ['/p', true],
      ['/page', true],
      ['/x', false],
      ['/products/a', true],
      ['/products/secret/1', false],
    ] as const)
      expect(allowed(robots, path)).toBe(expected);
  });

  it.each([
    ['/fish*', '/fish.html', true],
    ['/*.php$', '/index.php', true],
    ['/*.php$', '/index.php?a=b', false],
    ['/*.php', '/folder/index.php?a=b', true],
    ['/fish*.php', '/fishheads/catfish.php?id', true],
    ['/fish/', '/fish', false],
    ['/*?*sort=', '/list?page=1&sort=up', true],
    ['/a$b', '/a$b', true],
    ['/exact$', '/exact', true],
    ['/exact$', '/exactly', false],
    ['*', '/anything', true],
    ['/**/x', '/a/b/x', true],
    ['/%7Euser', '/~user', true],
    ['/caf%c3%a9', '/café', true],
    ['/café', '/caf%C3%A9', true],
    ['/a%2Fb', '/a/b', false],
    // What RFC 9309 gives as examples.
    ['/foo/bar?baz=quz', '/foo/bar?baz=quz', true],
    ['/foo/bar?baz=https://foo.bar', '/foo/bar?baz=https%3A%2F%2Ffoo.bar', true],
    ['/foo/bar?baz=https%3A%2F%2Ffoo.bar', '/foo/bar?baz=https://foo.bar', true],
    ['/foo/bar/ツ', '/foo/bar/%E3%83%84', true],
    ['/foo/bar/%E3%83%84', '/foo/bar/ツ', true],
    ['/foo/bar/%62%61%7A', '/foo/bar/baz', true],
    ['/path/file-with-a-%2A.html', '/path/file-with-a-*.html', true],
    ['/path/file-with-a-%2A.html', '/path/file-with-a-b.html', false],
    ['/path/foo-%24', '/path/foo-$', true],
    ['/path/foo-%24', '/path/foo-', false],
    ['/a?b=1%262', '/a?b=1&2', false],
  ])('matches %s against %s', (pattern, path, isMatch) => {
    expect(allowed(`User-agent: *\nDisallow: ${pattern}`, path)).toBe(!isMatch);
  });

  it('prefers groups that name it, and joins several of them', () => {
    const robots = [
      'User-agent: *\nDisallow: /',
      'User-agent: other\nUser-agent: goodshunter/2.0\nDisallow: /a\nCrawl-delay: 2',
      'Sitemap: https://shop.example/map.xml',
      'User-agent: GOODSHUNTER\nDisallow: /b',
    ].join('\n\n');
    expect(['/a', '/b', '/c'].map((path) => allowed(robots, path))).toEqual([false, false, true]);
    expect(parseRobots(robots, 'GoodsHunter').crawlDelayMs).toBe(2000);
    expect(parseRobots(robots, 'someone').crawlDelayMs).toBeUndefined();
  });

  it('counts the octets of a match, not its letters', () => {
    // As RFC 9309 writes its example of the most specific match.
    const robots = 'User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif';
    const rules = parseRobots(robots, 'foobot');
    const isAllowed = (path: string) => rules.isAllowed(new URL(path, 'https://shop.example'));
    expect(isAllowed('/example/page/')).toBe(true);
    expect(isAllowed('/example/page/disallowed.gif')).toBe(false);
    expect(allowed('User-agent: *\nAllow: /aaaa\nDisallow: /*ツ', '/aaaaツ')).toBe(false);
  });

  it('takes a hostile pattern in time', () => {
    const timeOf = (n: number) =>
      cpuTimeOf(() => {
        expect(allowed(`User-agent: *\nDisallow: /${'*a'.repeat(n)}b`, `/${'a'.repeat(2 * n)}`)).toBe(true);
      });
    const small = Math.max(5, Math.min(timeOf(225), timeOf(225)));
    // Sixteen times the work, if it is the product of both lengths; one that goes back and tries again does not end at all.
    expect(timeOf(900)).toBeLessThan(small * 64);
  });
});
