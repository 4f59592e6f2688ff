/** A page without its markup for machines: what the reading of visible prices is worth alone. */
export function withoutMarkup(html: string): string {
  return html
    .replace(/<script[^>]*ld\+json[^>]*>[\s\S]*?<\/script>/gi, '')
    .replace(/\b(?:itemprop|itemscope|itemtype|typeof|property)\s*=/gi, 'data-removed=')
    .replace(/<meta[^>]*(?:price|currency|availability)[^>]*>/gi, '');
}
