const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For text and quoted attributes of HTML and XML. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** As WordPress texturizes names: dashes and quotes become numeric entities too. */
export function escapeAsWordPress(text: string): string {
  return escapeMarkup(text).replace(/[–—‘’“”]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** JSON that may stand inside a script element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}
