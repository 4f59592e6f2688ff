/** Shared by all elements without attributes, which are many. */
export const NO_ATTRIBUTES: Record<string, string> = Object.freeze({});

/**
 * Attributes of an element of HTML. Those that are asked of element after element have their place in each, written or not: the engine
 * then finds them in one step, while elements with but what they write come in hundreds of forms.
 */
class HtmlAttributes {
  class = undefined;
  id = undefined;
  href = undefined;
  style = undefined;
  role = undefined;
  hidden = undefined;
  itemprop = undefined;
  title = undefined;
  alt = undefined;
  src = undefined;
  'aria-label' = undefined;
  'aria-hidden' = undefined;
}

export const createHtmlAttributes = (): Record<string, string> =>
  new HtmlAttributes() as unknown as Record<string, string>;
