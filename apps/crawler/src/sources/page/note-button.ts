import { NO_ATTRIBUTES } from '../../markup/attributes.js';
import { type MarkupElement, textOf, walkElements } from '../../markup/element.js';
import { type ButtonKind, isCartName, leadsElsewhere, readButtonLabel } from '../../stock/read-button-label.js';
import type { PageFacts } from './page-facts.js';

const MAX_BUTTONS = 100;
/** Links are many: only those that are made to look like buttons are read. */
const BUTTON_LIKE =
  /cart|basket|bag|buy|btn|button|koszyk|ko[sš][ií]k|panier|carrello|carrito|carrinho|korb|kaup|kjøp|order|purchase/i;
const CART_ACTION =
  /(?:cart|basket|warenkorb|panier|carrello|carrito|koszyk)[/_-]?(?:add|line)|add[-_]?(?:to|2)[-_]?(?:cart|basket|bag)|action=(?:add|buy)/i;
const LIST_CONTROL = /sort|order-?by|per-?page|page-?size|results/i;
const DISABLED_NAME = /(?:^|[\s_-])(?:is-)?(?:disabled|inactive|sold-?out|out-?of-?stock|unavailable)(?![a-z])/i;
const HIDDEN_NAME = /(?:^|\s)(?:hidden|hide|d-none|is-hidden|visually-hidden|u-hidden)(?:\s|$)/i;

/** Notes an element that is a shop's button, or what shows that the page is a list; called for each element. */
export function noteButton(element: MarkupElement, isShown: boolean, facts: PageFacts): void {
  switch (element.name) {
    case 'a':
      if (element.attributes !== NO_ATTRIBUTES && isButtonLike(element)) note(element, isShown, facts);
      break;
    case 'button':
      note(element, isShown, facts);
      break;
    case 'input': {
      const type = element.attributes.type?.toLowerCase();
      if (type === 'submit' || type === 'button' || type === 'image') note(element, isShown, facts);
      else if (type === 'password') facts.hasPassword = true;
      break;
    }
    case 'form':
      // Says that something can be bought, not that this can be bought now: its button does.
      if (CART_ACTION.test(element.attributes.action ?? '') && facts.buttons.length < MAX_BUTTONS)
        facts.buttons.push({ element, kind: 'cart', isLabelled: false, isShown, isEnabled: true });
      break;
    case 'select': {
      const { id, name } = element.attributes;
      const names = `${id ?? ''} ${name ?? ''} ${element.attributes.class ?? ''}`;
      if (LIST_CONTROL.test(names) && facts.listControls.length < 50) facts.listControls.push(element.order);
      break;
    }
    case 'div':
    case 'span':
      if (element.attributes.role === 'button') note(element, isShown, facts);
      break;
  }
}

function isButtonLike({ attributes }: MarkupElement): boolean {
  const { role, class: names, id, title } = attributes;
  return (
    role === 'button' ||
    (names !== undefined && BUTTON_LIKE.test(names)) ||
    (id !== undefined && BUTTON_LIKE.test(id)) ||
    (title !== undefined && BUTTON_LIKE.test(title))
  );
}

function note(element: MarkupElement, isShown: boolean, facts: PageFacts): void {
  if (facts.buttons.length >= MAX_BUTTONS) return;
  const { id, name, title } = element.attributes;
  const className = element.attributes.class ?? '';
  const label = labelOf(element);
  // A button that has a label means what it says.
  const said = readOnce(label, facts) ?? (title === undefined ? null : readOnce(title, facts));
  const kind =
    said ?? (isCartName(`${id ?? ''} ${name ?? ''} ${className}`) && isSilent(element, label) ? 'cart' : null);
  if (kind === null) return;
  const { disabled } = element.attributes;
  facts.buttons.push({
    element,
    kind,
    isLabelled: said !== null,
    isShown: isShown && !HIDDEN_NAME.test(className),
    isEnabled:
      disabled === undefined && element.attributes['aria-disabled'] !== 'true' && !DISABLED_NAME.test(className),
  });
}

/** Buttons of a page repeat their labels. */
function readOnce(label: string, { labels }: PageFacts): ButtonKind | null {
  const known = labels.get(label);
  if (known !== undefined) return known;
  const kind = readButtonLabel(label);
  labels.set(label, kind);
  return kind;
}

/** Only where its label says nothing else do the names of a button count, and those of a link where it has no label. */
function isSilent({ name }: MarkupElement, label: string): boolean {
  return !leadsElsewhere(label) && (name !== 'a' || isUnlabelled(label));
}

/** Script fills these in: "Loading...". */
function isUnlabelled(label: string): boolean {
  return label.length > 60 || /^[^\p{L}]*$|loading/iu.test(label);
}

/** What a button says to people: its text, else that of its picture or of screen readers. */
function labelOf(element: MarkupElement): string {
  const { value, alt } = element.attributes;
  if (element.name === 'input') return (value ?? alt ?? element.attributes['aria-label'] ?? '').trim();
  const text = textOf(element, 80).trim();
  if (text !== '') return text;
  const spoken = element.attributes['aria-label'];
  if (spoken !== undefined) return spoken.trim();
  let picture = '';
  let visited = 0;
  walkElements(element, (inner) => {
    if (inner.name === 'img') picture ||= inner.attributes.alt ?? inner.attributes.title ?? '';
    return ++visited < 10;
  });
  return picture.trim();
}
