import { createHash } from 'node:crypto';

/**
 * The part of an item's key that says by what rule of a person it is read; '' without one. Items are shared by hunts, and another rule
 * may well see another price.
 */
export function ownPart(name: 'own' | 'price' | 'stock' | 'region', rule: unknown): string {
  if (rule === undefined) return '';
  const text = typeof rule === 'string' ? rule : JSON.stringify(rule, Object.keys(rule as object).sort());
  return `#${name}=${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}
