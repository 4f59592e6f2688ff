import { expect, it } from '@jest/globals';
import { recogniseChannel } from './recognise-channel.js';

const DISCORD = 'https://discord.com/api/webhooks/123/ab-C_d';
const SLACK = 'https://hooks.slack.com/services/T0/B0/xyz';
const BOT = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';

it.each([
  [DISCORD, 'discord', { url: DISCORD }],
  [`  ${DISCORD}\n`, 'discord', { url: DISCORD }],
  ['discordapp.com/api/webhooks/1/x', 'discord', { url: 'https://discordapp.com/api/webhooks/1/x' }],
  ['https://ptb.discord.com/api/v10/webhooks/1/x', 'discord', { url: 'https://ptb.discord.com/api/v10/webhooks/1/x' }],
  ['https://discord.gg/abc', 'discord', { url: 'https://discord.gg/abc' }],
  [SLACK, 'slack', { url: SLACK }],
  ['https://ntfy.sh/gh-7f3', 'ntfy', { server: 'https://ntfy.sh', topic: 'gh-7f3' }],
  ['ntfy.sh/gh-7f3/', 'ntfy', { server: 'https://ntfy.sh', topic: 'gh-7f3' }],
  ['https://ntfy.sh/', 'ntfy', { server: 'https://ntfy.sh' }],
  ['ntfy://pi.lan:8090/gh-7f3?secure=false', 'ntfy', { server: 'http://pi.lan:8090', topic: 'gh-7f3' }],
  ['ntfy://ntfy.sh/gh-7f3', 'ntfy', { server: 'https://ntfy.sh', topic: 'gh-7f3' }],
  ['mika@example.org', 'email', { address: 'mika@example.org' }],
  ['mailto:mika+hunt@example.org?subject=x', 'email', { address: 'mika+hunt@example.org' }],
  ['https://t.me/goodshunter_bot?start=1', 'telegram', {}],
  ['t.me/+AbCd', 'telegram', {}],
  ['tg://resolve?domain=somebody', 'telegram', {}],
  [BOT, 'telegram', { botToken: BOT }],
  ['!abc:example.org', 'matrix', { roomId: '!abc:example.org' }],
  ['#hunt:example.org', 'matrix', { roomId: '#hunt:example.org' }],
  ['@mika:example.org', 'matrix', {}],
  ['https://matrix.to/#/%21abc%3Aexample.org?via=example.org', 'matrix', { roomId: '!abc:example.org' }],
  ['https://matrix.to/#/@mika:example.org', 'matrix', {}],
  ['https://matrix.to/#/%zz', 'matrix', {}],
  ['mqtt://broker.lan:1883', 'mqtt', { url: 'mqtt://broker.lan:1883' }],
  [
    'mqtts://mika:p%40ss@broker.lan/home/goods',
    'mqtt',
    { url: 'mqtts://broker.lan', username: 'mika', password: 'p@ss', topic: 'home/goods' },
  ],
  ['gotify://host.lan/AbCd', 'apprise', { urls: 'gotify://host.lan/AbCd' }],
  ['pover://user@token', 'apprise', { urls: 'pover://user@token' }],
  ['https://example.org/hook?x=1', 'webhook', { url: 'https://example.org/hook?x=1' }],
  ['http://localhost:8084/inbox', 'webhook', { url: 'http://localhost:8084/inbox' }],
  ['example.org/hook', 'webhook', { url: 'https://example.org/hook' }],
  // Names that only look like those of a service.
  ['https://notdiscord.com/api/webhooks/1/x', 'webhook', { url: 'https://notdiscord.com/api/webhooks/1/x' }],
  ['https://example.org/t.me/x', 'webhook', { url: 'https://example.org/t.me/x' }],
])('takes %j for %s, and for nothing else', (text, kind, config) => {
  expect(recogniseChannel(text)).toEqual([{ kind, config }]);
});

it.each([
  ['https://ntfy.example.org/goods', 'ntfy', { server: 'https://ntfy.example.org', topic: 'goods' }],
  ['https://apprise.lan/notify/mine', 'apprise', { server: 'https://apprise.lan', key: 'mine' }],
  ['https://chat.example.org/hooks/abc', 'slack', { url: 'https://chat.example.org/hooks/abc' }],
])('leaves the choice where %j may be %s or a webhook', (text, kind, config) => {
  expect(recogniseChannel(text)).toEqual([
    { kind, config },
    { kind: 'webhook', config: { url: text } },
  ]);
});

it.each([
  '',
  '  ',
  'disc',
  'e-mail',
  'Home Assistant',
  'mika@',
  'http://',
  'https://a b',
  'javascript:alert(1)',
  'javascript://x/%0aalert(1)',
  'file:///etc/passwd',
  'and/or',
  '@name',
])('takes %j for words', (text) => {
  expect(recogniseChannel(text)).toEqual([]);
});
