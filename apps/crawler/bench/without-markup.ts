/** A page without its markup for machines: what the reading of visible prices is worth alone. */
export function withoutMarkup(html: string): string {
  return html
    .replace(/<script[^>]*ld\+json[^>]*>[\s\S]*?<\/script>/gi, '')
    .replace(/\b(?:itemprop|itemscope|itemtype|typeof|property)\s*=/gi, 'data-removed=')
    .replace(/<meta[^>]*(?:price|currency|availability)[^>]*>/gi, '');
}

/** A page of which only its title, its heading and its scripts are left: what the reading of script state is worth alone. */
export function scriptsAlone(html: string): string {
  const title = /<title[^>]*>[\s\S]*?<\/title>/i.exec(html)?.[0] ?? '';
  const heading = /<h1[^>]*>[\s\S]*?<\/h1>/i.exec(html)?.[0] ?? '';
  const scripts = withoutMarkup(html).match(/<script[^>]*>[\s\S]*?<\/script>/gi) ?? [];
  return `<html><head>${title}</head><body>${heading.replace(/[\d.,]*\d/g, (number) => (number.length > 2 ? '' : number))}${scripts.join('')}</body></html>`;
}
