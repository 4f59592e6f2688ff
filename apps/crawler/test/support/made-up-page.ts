/** Name, address, language, title, body; the right price (`|` between two that are right; null: none) and state. */
export type MadeUpPage = [
  name: string,
  url: string,
  lang: string,
  title: string,
  body: string,
  price: string | null,
  state: string,
];

export const productLd = (offer: object, name: string): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'Product', name, offers: { '@type': 'Offer', ...offer } })}</script>`;
