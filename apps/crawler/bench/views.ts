import { scriptsAlone, withoutMarkup } from './without-markup.js';

/**
 * Ways in which a recorded page is made harder to read, so that it is more like pages that nobody has seen: few recorded pages are read
 * wrongly as they are, and of few errors nothing can be learned.
 */
export const VIEWS: Readonly<Record<string, (html: string) => string>> = {
  'as it is': (html) => html,
  'without markup': withoutMarkup,
  'without names of classes': withoutNames,
  'without both': (html) => withoutNames(withoutMarkup(html)),
  'without its heading': (html) => withoutHeading(html),
  'markup alone': markupAlone,
  'scripts alone': scriptsAlone,
};

/** As pages with hashed classes are. */
function withoutNames(html: string): string {
  return html.replace(/<[a-z][^<>]{0,5000}>/gi, (tag) =>
    tag.replace(/\s(?:class|id|data-[a-z-]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)/gi, ''),
  );
}

function withoutHeading(html: string): string {
  return html.replace(/<(\/?)h1\b/gi, '<$1div');
}

function markupAlone(html: string): string {
  const kept =
    html.match(
      /<script[^>]*ld\+json[^>]*>[\s\S]*?<\/script>|<meta[^>]*>|<title[^>]*>[\s\S]*?<\/title>|<h1[^>]*>[\s\S]*?<\/h1>/gi,
    ) ?? [];
  return `<html><body>${kept.join('')}</body></html>`;
}
