import { createHash } from 'node:crypto';
import { operations } from '@goodshunter/contracts/api';
import { bind, type Endpoint, type Reply } from '../http/endpoint.js';
import type { MessageLinkService } from '../services/telling/message-link-service.js';

/** Small pages behind the links of messages, without a script: what they do is done by a button. */
export function messageLinkEndpoints(links: MessageLinkService): Endpoint[] {
  return [
    bind(operations.showMute, async ({ params }) =>
      page(
        `Mute “${await links.describeMute(params.token)}”?`,
        'It goes on looking, and keeps what it finds. Nothing is sent for that time.',
        [
          ['?for=day', 'Mute for a day'],
          ['?for=week', 'Mute for a week'],
        ],
      ),
    ),
    bind(operations.mute, async ({ params, query }) => {
      const name = await links.mute(params.token, query.for);
      if (query.for === 'none') return page(`“${name}” tells you again.`, 'You may close this page.', []);
      return page(`“${name}” is muted for a ${query.for}.`, 'You may close this page.', [['?for=none', 'Undo']]);
    }),
    bind(operations.showStop, async ({ params }) =>
      page(
        `Stop telling you by “${await links.describeStop(params.token)}”?`,
        'The channel is switched off. You can switch it on again in the settings.',
        [['', 'Stop']],
      ),
    ),
    bind(operations.stopChannel, async ({ params }) =>
      page(`“${await links.stop(params.token)}” is switched off.`, 'You can switch it on again in the settings.', []),
    ),
  ];
}

const STYLE =
  'body{margin:0;background:#f5f6f7;color:#15181c;font:16px/24px system-ui,sans-serif}main{max-width:400px;margin:12vh auto 0;padding:24px;background:#fff;border:1px solid #dde1e6;border-radius:10px}h1{font-size:20px;line-height:28px;margin:0 0 8px;overflow-wrap:anywhere}p{margin:0 0 16px;color:#545c66}form{display:inline}button{font:inherit;padding:10px 16px;margin:0 8px 8px 0;border:1px solid #2450c4;border-radius:8px;background:#2450c4;color:#fff}@media(prefers-color-scheme:dark){body{background:#111417;color:#e8ebee}main{background:#191d22;border-color:#2d333b}p{color:#a3acb6}}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

function page(title: string, sentence: string, buttons: readonly (readonly [action: string, label: string])[]): Reply {
  const forms = buttons
    .map(
      ([action, label]) =>
        `<form method="post" action="${escapeHtml(action)}"><button>${escapeHtml(label)}</button></form>`,
    )
    .join('');
  const data = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p>${forms}</main></body></html>`;
  return {
    status: 200,
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
