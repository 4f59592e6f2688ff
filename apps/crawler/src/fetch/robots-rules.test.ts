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

  it('takes a hostile pattern in time', () => {
    const robots = `User-agent: *\nDisallow: /${'*a'.repeat(900)}b`;
    const startedAt = performance.now();
    expect(allowed(robots, `/${'a'.repeat(1900)}`)).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
