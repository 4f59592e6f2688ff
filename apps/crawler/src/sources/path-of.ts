import type { MarkupElement } from '../markup/element.js';
import { cleanText } from '../text/clean-text.js';

const MAX_STEPS = 6;
const MAX_LENGTH = 290;

/** How the place of an element is built: its last steps from the root, by names and the first of their classes. */
export function pathOf(start: MarkupElement): string {
  const steps: string[] = [];
  let element: MarkupElement | null = start;
  for (
    ;
    element && element.name !== '' && element.name !== 'body' && steps.length < MAX_STEPS;
    element = element.parent
  ) {
    const { class: names, id } = element.attributes;
    const first = names?.trim().split(/\s+/)[0];
    steps.unshift(element.name + (id ? `#${id}` : first ? `.${first}` : ''));
  }
  return cleanText(steps.join(' > '), MAX_LENGTH);
}
