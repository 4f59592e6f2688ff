import { describe, expect, it } from '@jest/globals';
import { readSoldLabel } from './sold-label.js';

describe('readSoldLabel', () => {
  it.each([
    ['~~Zeiss 50mm~~ sold', 'Zeiss 50mm'],
    ['~~Zeiss 50mm - 300 €~~', 'Zeiss 50mm - 300 €'],
    ['[SOLD] ~~Zeiss 50mm~~', 'Zeiss 50mm'],
    ['<s>Zeiss 50mm</s> SOLD', 'Zeiss 50mm'],
    ['Z̶e̶i̶s̶s̶ ̶5̶0̶m̶m̶', 'Zeiss 50mm'],
    ['✅ SOLD ✅ Zeiss 50mm', 'Zeiss 50mm'],
    ['✅ SOLD Zeiss 50mm', 'Zeiss 50mm'],
    ['🔴 VERKAUFT Zeiss 50mm', 'Zeiss 50mm'],
    ['-SOLD- Zeiss 50mm', 'Zeiss 50mm'],
    ['Zeiss 50mm --verkauft--', 'Zeiss 50mm'],
    ['Zeiss 50mm, verkauft', 'Zeiss 50mm'],
    ['Zeiss 50mm 300 € verkauft', 'Zeiss 50mm 300 €'],
    ['Zeiss 50mm $300 sold', 'Zeiss 50mm $300'],
    ['(vendu) Zeiss 50mm', 'Zeiss 50mm'],
    ['¡VENDIDO! Zeiss 50mm', 'Zeiss 50mm'],
    ['[Reserviert] Zeiss 50mm', 'Zeiss 50mm'],
    ['Zeiss 50mm (sale pending)', 'Zeiss 50mm'],
    ['【予約済】Zeiss 50mm', 'Zeiss 50mm'],
  ])('finds it in %j', (title, rest) => {
    expect(readSoldLabel(title)).toEqual({ rest });
  });

  it.each([
    'Zeiss 50mm ~~400 €~~ 300 €',
    'Now <s>400 €</s> 300 €: Zeiss 50mm',
    'How I sold my camera',
    'Villa am See verkauft',
    'Best sold lens of 2026',
    'Sold as seen: Zeiss 50mm',
    'Lens cap, sold separately',
    '🔥 Zeiss 50mm 🔥',
    '📷 SOLD AS SEEN Zeiss 50mm',
    'Zeiss 50mm -new-',
    'Reserved – kurtka zimowa',
    'RESERVED kurtka zimowa',
  ])('finds none in %j', (title) => {
    expect(readSoldLabel(title)).toBeUndefined();
  });
});
