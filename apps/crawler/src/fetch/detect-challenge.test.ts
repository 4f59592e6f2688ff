import { describe, expect, it } from '@jest/globals';
import { isChallenge } from './detect-challenge.js';

const html = { 'content-type': 'text/html; charset=utf-8' };
const page = (text: string) => Buffer.from(`<!doctype html><html><head>${text}</head><body></body></html>`);

describe('isChallenge', () => {
  it.each([
    ['Cloudflare by its header', 403, { 'cf-mitigated': 'challenge' }, ''],
    ['AWS WAF by its header', 202, { 'x-amzn-waf-action': 'challenge' }, ''],
    ['DataDome by its header', 403, { 'x-datadome': 'protected' }, ''],
    ['Cloudflare by its title', 503, html, '<title>Just a moment...</title>'],
    ['a robot check that says 200', 200, html, '<title dir="ltr"></title><title>Robot Check</title>'],
    ['PerimeterX', 200, html, '<div id="px-captcha"></div>'],
    ['Incapsula', 200, html, '<iframe src="/_Incapsula_Resource?x"></iframe>'],
    ['DataDome by its script', 200, html, '<script src="https://geo.captcha-delivery.com/captcha/"></script>'],
  ])('sees %s', (_name, status, headers, text) => {
    expect(isChallenge(status, headers as unknown as Record<string, string>, page(text))).toBe(true);
  });

  it.each([
    ['a product', 200, html, '<title>Camera, just a moment away</title>'],
    ['a login form with a captcha', 200, html, '<div class="g-recaptcha"></div><title>Lamp</title>'],
    ['a shop behind DataDome', 200, { ...html, 'x-datadome': 'protected' }, '<title>Lamp</title>'],
    ['JSON that quotes one', 200, { 'content-type': 'application/json' }, '<title>Just a moment...</title>'],
    ['a long page', 200, html, `<title>Access Denied</title>${'x'.repeat(200_000)}`],
  ])('lets %s pass', (_name, status, headers, text) => {
    expect(isChallenge(status, headers as Record<string, string>, page(text))).toBe(false);
  });
});
