/** A shop as its owner's URL names it: its root (no slash at the end) and the name its item keys begin with. */
export interface ShopAddress {
  root: string;
  shop: string;
}

/** Takes the shop's address in any of the ways people copy it, down to the listing's own URL. @param listingPath such as `/products.json` */
export function readShopAddress(url: string, listingPath: RegExp): ShopAddress {
  const { origin, host, pathname } = new URL(url);
  const path = pathname.replace(listingPath, '').replace(/\/+$/, '');
  return { root: origin + path, shop: host + path };
}
