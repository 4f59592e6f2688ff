export {
  createMatcher,
  type Hunt,
  type Listing,
  type ListingPrice,
  type Matcher,
  type Misfit,
  type MisfitReason,
} from './create-matcher.js';
export { normaliseText } from './normalise-text.js';
