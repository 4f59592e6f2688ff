import type { Listing, Shape } from '../listing.js';

/** Draws a listing as SVG, 480 by 360: a simple thing on a quiet ground, in the listing's own hue. */
export function drawPicture({ shape, hue, available }: Listing): string {
  const body = `hsl(${hue} 32% 38%)`;
  const light = `hsl(${hue} 45% 62%)`;
  const ground = `hsl(${hue} 40% 93%)`;
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 360" width="480" height="360">' +
    `<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${ground}"/><stop offset="1" stop-color="hsl(${hue} 34% 84%)"/></linearGradient></defs>` +
    `<rect width="480" height="360" fill="url(#g)"/><ellipse cx="240" cy="292" rx="150" ry="13" fill="hsl(${hue} 20% 30% / .18)"/>` +
    `<g${available ? '' : ' opacity=".45"'}>${DRAWINGS[shape](body, light)}</g></svg>`
  );
}

const DARK = '#23262e';
const STEEL = '#c9ced6';

function glass(x: number, y: number, radius: number, light: string): string {
  return (
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="${DARK}"/><circle cx="${x}" cy="${y}" r="${radius * 0.78}" fill="${STEEL}"/>` +
    `<circle cx="${x}" cy="${y}" r="${radius * 0.62}" fill="${DARK}"/><circle cx="${x}" cy="${y}" r="${radius * 0.42}" fill="${light}"/>` +
    `<circle cx="${x - radius * 0.18}" cy="${y - radius * 0.18}" r="${radius * 0.12}" fill="#fff" opacity=".8"/>`
  );
}

const box = (x: number, y: number, width: number, height: number, round: number, fill: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}"/>`;

const DRAWINGS: Record<Shape, (body: string, light: string) => string> = {
  rangefinder: (body, light) =>
    box(170, 108, 46, 20, 5, STEEL) +
    box(306, 104, 34, 24, 5, STEEL) +
    box(96, 122, 288, 52, 14, STEEL) +
    box(96, 150, 288, 138, 16, body) +
    box(140, 132, 36, 18, 3, DARK) +
    box(300, 132, 44, 18, 3, light) +
    glass(240, 212, 66, light),
  reflex: (body, light) =>
    `<path d="M186 126 212 84h56l26 42z" fill="${STEEL}"/>` +
    box(312, 104, 40, 22, 5, STEEL) +
    box(92, 122, 296, 50, 12, STEEL) +
    box(92, 150, 296, 138, 16, body) +
    box(224, 100, 32, 16, 3, DARK) +
    glass(240, 214, 72, light),
  box: (body, light) =>
    `<path d="M196 92c0-34 88-34 88 0" fill="none" stroke="${DARK}" stroke-width="10"/>` +
    box(144, 90, 192, 198, 12, body) +
    box(160, 106, 160, 166, 8, DARK) +
    box(176, 118, 30, 24, 3, light) +
    box(274, 118, 30, 24, 3, light) +
    glass(240, 206, 52, light),
  lens: (body, light) =>
    box(150, 112, 180, 46, 12, DARK) +
    box(136, 154, 208, 74, 10, body) +
    box(158, 226, 164, 44, 6, STEEL) +
    box(172, 268, 136, 22, 5, DARK) +
    [0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => box(148 + n * 21, 170, 10, 42, 3, light)).join(''),
  tripod: (body, light) =>
    `<g stroke="${body}" stroke-width="15" stroke-linecap="round"><path d="M240 128 158 286"/><path d="M240 128v158"/><path d="M240 128l82 158"/></g>` +
    box(222, 92, 36, 54, 8, DARK) +
    box(186, 70, 108, 26, 8, STEEL) +
    `<path d="M258 116l62-26" stroke="${light}" stroke-width="9" stroke-linecap="round"/>`,
  meter: (body, light) =>
    box(170, 70, 140, 218, 24, body) +
    box(188, 90, 104, 74, 10, '#f6f3ea') +
    `<path d="M240 160 272 104" stroke="#b3261e" stroke-width="4"/>` +
    glass(240, 226, 44, light),
  projector: (body, light) =>
    `<circle cx="268" cy="116" r="58" fill="${DARK}"/><circle cx="268" cy="116" r="44" fill="${light}"/><circle cx="268" cy="116" r="12" fill="${DARK}"/>` +
    box(128, 158, 250, 112, 16, body) +
    box(86, 188, 52, 52, 8, STEEL) +
    box(150, 268, 44, 20, 5, DARK) +
    box(312, 268, 44, 20, 5, DARK) +
    [0, 1, 2].map((n) => box(300 + n * 22, 182, 10, 64, 4, DARK)).join(''),
  bag: (body, light) =>
    `<path d="M160 156C150 40 330 40 320 156" fill="none" stroke="${DARK}" stroke-width="12"/>` +
    box(118, 142, 244, 146, 22, body) +
    `<path d="M118 164a22 22 0 0 1 22-22h200a22 22 0 0 1 22 22v34c-60 26-184 26-244 0z" fill="${light}"/>` +
    box(226, 196, 28, 36, 6, STEEL),
};
