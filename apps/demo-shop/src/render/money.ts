/** `12950` as `129.50`: how shop APIs and markup write it. Two decimals, as the shop's currency has. */
export function decimal(minor: number): string {
  return `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
}

/** `129050` as `€1,290.50`: how people read it. */
export function visiblePrice(minor: number): string {
  const [whole = '0', cents = '00'] = decimal(minor).split('.');
  return `€${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}
