import type uPlot from 'uplot';
import type { Statistics } from '../api/use-item.js';

/** Below this many days nothing is called typical. */
const ENOUGH_DAYS = 14;
/** Room for the word "typical" at the left edge, in CSS pixels. */
const TYPICAL_WIDTH = 90;

export interface Marks {
  points: { times: readonly number[]; prices: readonly number[] };
  statistics: Statistics | undefined;
  stock: readonly { availability: string; from: string }[];
  nowS: number;
  font: string;
  color: (token: string) => string;
  money: (amount: number) => string;
  words: {
    soldOut: string;
    typical: string;
    now: (price: string) => string;
    lowest: (price: string) => string;
  };
}

/** What the chart says beside its line: below it the typical price and times without stock, above it the lowest and now. */
export function drawMarks(chart: uPlot, marks: Marks, layer: 'below' | 'above'): void {
  const { ctx, bbox } = chart;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = marks.font.replace(/^\d+/, (size) => String(Number(size) * scale));
  if (layer === 'below') drawBelow(chart, marks, scale);
  else drawAbove(chart, marks, scale);
  ctx.restore();
}

function drawBelow(chart: uPlot, { statistics, stock, nowS, color, words }: Marks, scale: number): void {
  const { ctx, bbox } = chart;
  const isEnough = statistics !== undefined && statistics.days >= ENOUGH_DAYS;
  if (isEnough && statistics.typicalLow != null && statistics.typicalHigh != null) {
    const top = chart.valToPos(statistics.typicalHigh, 'y', true);
    const bottom = chart.valToPos(statistics.typicalLow, 'y', true);
    ctx.fillStyle = color('--sunken');
    ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
  }
  if (isEnough && statistics.typical !== null) {
    const y = chart.valToPos(statistics.typical, 'y', true);
    ctx.strokeStyle = color('--control');
    ctx.lineWidth = scale;
    ctx.setLineDash([4 * scale, 4 * scale]);
    line(ctx, bbox.left, y, bbox.left + bbox.width, y);
    ctx.setLineDash([]);
  }
  for (const [index, state] of stock.entries()) {
    if (state.availability !== 'out_of_stock') continue;
    const from = chart.valToPos(Date.parse(state.from) / 1000, 'x', true);
    const next = stock[index + 1];
    const to = chart.valToPos(next ? Date.parse(next.from) / 1000 : nowS, 'x', true);
    hatch(
      ctx,
      Math.max(bbox.left, from),
      bbox.top,
      Math.max(2 * scale, to - Math.max(bbox.left, from)),
      bbox.height,
      color('--line'),
      scale,
    );
    ctx.fillStyle = color('--muted');
    ctx.textAlign = 'center';
    if (to - from > 60 * scale) ctx.fillText(words.soldOut, (from + to) / 2, bbox.top + 14 * scale);
  }
}

function drawAbove(chart: uPlot, { points, statistics, color, money, words }: Marks, scale: number): void {
  const { ctx, bbox } = chart;
  const { times, prices } = points;
  if (prices.length === 0) return;
  const halo = color('--surface');
  if (statistics !== undefined && statistics.days >= ENOUGH_DAYS && statistics.typical !== null) {
    const { typical, typicalLow, typicalHigh } = statistics;
    ctx.textAlign = 'left';
    // On the side of the band where the line does not run at its beginning.
    const early = prices.filter((_price, index) => chart.valToPos(times[index] ?? 0, 'x') < TYPICAL_WIDTH);
    const isBelow = early.every((price) => price >= (typicalLow ?? typical));
    const y = isBelow
      ? chart.valToPos(typicalLow ?? typical, 'y', true) + 16 * scale
      : chart.valToPos(typicalHigh ?? typical, 'y', true) - 6 * scale;
    write(ctx, words.typical, bbox.left + 6 * scale, y, color('--muted'), halo, scale);
  }
  let at = 0;
  for (const [index, price] of prices.entries()) if (price < (prices[at] ?? 0)) at = index;
  const lowest = prices[at] ?? 0;
  const hasLowest = lowest !== Math.max(...prices);
  const lowestX = chart.valToPos(times[at] ?? 0, 'x', true);
  const lowestY = chart.valToPos(lowest, 'y', true);
  const last = prices.at(-1) ?? 0;
  if (hasLowest) {
    const [x, y] = [lowestX, lowestY];
    dot(ctx, x, y, 4 * scale, color('--surface'), color('--green'), 2 * scale);
    const isRight = x > bbox.left + bbox.width * 0.75;
    ctx.textAlign = isRight ? 'right' : x < bbox.left + bbox.width * 0.25 ? 'left' : 'center';
    write(ctx, words.lowest(money(lowest)), x, y + 20 * scale, color('--green'), halo, scale);
  }
  const x = chart.valToPos(times.at(-1) ?? 0, 'x', true);
  const y = chart.valToPos(last, 'y', true);
  dot(ctx, x, y, 4 * scale, color('--accent'), color('--surface'), 2 * scale);
  // Two labels in one place say nothing.
  if (hasLowest && Math.abs(x - lowestX) < 160 * scale && Math.abs(y - lowestY) < 30 * scale) return;
  ctx.textAlign = 'right';
  const isHigh = y < bbox.top + bbox.height / 2;
  write(ctx, words.now(money(last)), x - 2 * scale, y + (isHigh ? -10 : 20) * scale, color('--text'), halo, scale);
}

/** Text with a rim of the ground around it, so that a line behind it does not strike it out. */
function write(
  ctx: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  fill: string,
  halo: string,
  scale: number,
): void {
  ctx.strokeStyle = halo;
  ctx.lineWidth = 4 * scale;
  ctx.lineJoin = 'round';
  ctx.strokeText(text, x, y);
  ctx.fillStyle = fill;
  ctx.fillText(text, x, y);
}

function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

function dot(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  fill: string,
  stroke: string,
  width: number,
): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = fill;
  ctx.strokeStyle = stroke;
  ctx.lineWidth = width;
  ctx.fill();
  ctx.stroke();
}

function hatch(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  color: string,
  scale: number,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, width, height);
  ctx.clip();
  ctx.strokeStyle = color;
  ctx.lineWidth = scale;
  for (let at = x - height; at < x + width; at += 8 * scale) line(ctx, at, y + height, at + height, y);
  ctx.restore();
}
