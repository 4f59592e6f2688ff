const LINK = /^https?:\/\/\S+$/i;

/** The whole text as a link, else undefined. Words around it make it a sentence, and that is the person's own. */
export function linkOf(text: string): string | undefined {
  const trimmed = text.trim();
  return LINK.test(trimmed) && URL.canParse(trimmed) ? trimmed : undefined;
}

/** The first link of what is dropped: browsers give lists of links, with comments in them, or text. */
export function linkIn(transfer: Pick<DataTransfer, 'getData'>): string | undefined {
  for (const line of transfer.getData('text/uri-list').split(/\r?\n/)) {
    const link = linkOf(line);
    if (link !== undefined) return link;
  }
  return linkOf(transfer.getData('text/plain'));
}
