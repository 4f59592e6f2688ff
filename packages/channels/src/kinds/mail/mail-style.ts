import type { MessageEntry } from '../../message/compose-message.js';

interface Tint {
  text: string;
  tint: string;
}

/** The colours of events as the page has them; text on its tint is read at 4.5:1 and more. */
export const TINTS: Record<MessageEntry['kind'], { light: Tint; dark: Tint }> = {
  new: { light: { text: '#2450C4', tint: '#E8EEFB' }, dark: { text: '#8FB1FF', tint: '#1B2744' } },
  price_drop: { light: { text: '#12703C', tint: '#E2F3E8' }, dark: { text: '#6FD39B', tint: '#14301F' } },
  price_rise: { light: { text: '#8A5300', tint: '#FBEFD9' }, dark: { text: '#F0B95B', tint: '#352609' } },
  sold: { light: { text: '#545C66', tint: '#ECEEF1' }, dark: { text: '#A3ACB6', tint: '#272C33' } },
  back: { light: { text: '#0B6B70', tint: '#DDF2F2' }, dark: { text: '#62CFD3', tint: '#0F2F31' } },
  unhealthy: { light: { text: '#B3261E', tint: '#FCE9E7' }, dark: { text: '#FF9A92', tint: '#3D1917' } },
  recovered: { light: { text: '#12703C', tint: '#E2F3E8' }, dark: { text: '#6FD39B', tint: '#14301F' } },
};

const important = (rules: Record<string, string>) =>
  Object.entries(rules)
    .map(([name, value]) => `${name}:${value}!important`)
    .join(';');

const DARK: [selector: string, rules: Record<string, string>][] = [
  ['body,.bg', { background: '#111417' }],
  ['.card', { background: '#191D22', 'border-color': '#2D333B' }],
  ['.text', { color: '#E8EBEE' }],
  ['.muted', { color: '#A3ACB6' }],
  ['.line', { 'border-color': '#2D333B' }],
  ['.link', { color: '#8FB1FF' }],
  ['.first', { background: '#3D67DB', 'border-color': '#3D67DB' }],
  ['.other', { color: '#E8EBEE', 'border-color': '#2D333B' }],
  ...Object.entries(TINTS).map(([kind, { dark }]): [string, Record<string, string>] => [
    `.badge-${kind}`,
    { color: dark.text, background: dark.tint },
  ]),
];

const NARROW: [selector: string, rules: Record<string, string>][] = [
  ['.pic,.side', { display: 'block', width: '100%', 'padding-left': '0' }],
  ['.side', { 'padding-top': '12px' }],
  ['.pic img', { width: '100%', 'max-width': '100%' }],
  ['.pad', { padding: '16px' }],
  ['.button', { display: 'block', margin: '0 0 8px' }],
];

const sheet = (rules: typeof DARK) => rules.map(([selector, of]) => `${selector}{${important(of)}}`).join('');

/** What cannot stand beside the elements: dark by the reader's wish, and narrow windows. */
export const MAIL_STYLE = `@media (prefers-color-scheme: dark){${sheet(DARK)}}
@media (max-width:480px){${sheet(NARROW)}}`;
