import { createHash } from 'node:crypto';
import type { Reply } from './endpoint.js';

export interface MessagePage {
  status?: number;
  language: string;
  title: string;
  sentence: string;
  buttons?: readonly (readonly [action: string, label: string])[];
}

const STYLE = [
  ':root{color-scheme:light dark}',
  '*{box-sizing:border-box}',
  'body{margin:0;padding:12vh 16px 16px;background:#f5f6f7;color:#15181c;font:16px/24px system-ui,-apple-system,"Segoe UI",sans-serif}',
  'main{max-width:400px;margin:0 auto;padding:24px;background:#fff;border:1px solid #dde1e6;border-radius:10px}',
  'b{display:block;margin:0 0 16px;font-size:14px;font-weight:600;color:#545c66}',
  'h1{font-size:20px;line-height:28px;margin:0 0 8px;overflow-wrap:anywhere}',
  'p{margin:0;color:#545c66;overflow-wrap:anywhere}',
  'form{margin:0}div{display:grid;gap:8px;margin-top:20px}',
  'button{width:100%;min-height:44px;font:inherit;font-weight:600;padding:8px 16px;border:1px solid #848c96;border-radius:8px;background:transparent;color:inherit;cursor:pointer}',
  'form:first-child button{border-color:#2450c4;background:#2450c4;color:#fff}',
  'button:focus-visible{outline:2px solid #2450c4;outline-offset:2px}',
  '@media(prefers-color-scheme:dark){body{background:#111417;color:#e8ebee}main{background:#191d22;border-color:#2d333b}b,p{color:#a3acb6}button{border-color:#727b87}form:first-child button{border-color:#3d67db;background:#3d67db}button:focus-visible{outline-color:#8fb1ff}}',
].join('');
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** A small page of our own without a script: what it does is done by a button. */
export function messagePage({ status = 200, language, title, sentence, buttons = [] }: MessagePage): Reply {
  const forms = buttons.map(
    ([action, label]) =>
      `<form method="post" action="${escapeHtml(action)}"><button>${escapeHtml(label)}</button></form>`,
  );
  const data = `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main><b>GoodsHunter</b><h1 dir="auto">${escapeHtml(title)}</h1><p dir="auto">${escapeHtml(sentence)}</p>${forms.length === 0 ? '' : `<div>${forms.join('')}</div>`}</main></body></html>`;
  return {
    status,
    raw: { contentType: 'text/html; charset=utf-8', data },
    headers: {
      'Content-Security-Policy': `default-src 'none';style-src 'sha256-${STYLE_HASH}';form-action 'self';frame-ancestors 'none'`,
      'Cache-Control': 'no-store',
      // Under no-referrer a form would say that it comes from nowhere, and over plain http that is all we are told.
      'Referrer-Policy': 'same-origin',
    },
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
