import 'uplot/dist/uPlot.min.css';
import type { PricePoint } from '@goodshunter/contracts/api';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { formatDay, formatMoney } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import type { Span, Statistics } from '../api/use-item.js';
import { drawMarks } from './draw-marks.js';

interface PriceChartProps {
  points: readonly PricePoint[];
  span: Span;
  statistics: Statistics | undefined;
  stock: readonly { availability: string; from: string }[];
  currency: string | null;
}

const DAY_S = 86_400;

/** The stepped line with the typical price dashed, the lowest ringed, times without stock hatched, and now as a dot. */
export default function PriceChart({ points, span, statistics, stock, currency }: PriceChartProps) {
  const { t, locale } = useText();
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const token = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
    // `light-dark()` is only resolved as a used colour, so each token is read off an element.
    const color = (name: string) => {
      const probe = document.createElement('span');
      probe.style.color = `var(${name})`;
      element.append(probe);
      const value = getComputedStyle(probe).color;
      probe.remove();
      return value || token(name);
    };
    const nowS = Date.now() / 1000;
    const firstPointS = Date.parse(points[0]?.observedAt ?? '') / 1000;
    // A young item fills the width with what there is.
    const firstS = span === 'all' ? firstPointS : Math.max(firstPointS, nowS - Number(span) * DAY_S);
    const times = points.map(({ observedAt }) => Math.max(firstS, Date.parse(observedAt) / 1000));
    const prices = points.map(({ price }) => price);
    const lastPrice = prices.at(-1);
    if (lastPrice !== undefined) {
      times.push(nowS);
      prices.push(lastPrice);
    }
    const font = `12px ${getComputedStyle(element).fontFamily}`;
    const axis = { stroke: color('--muted'), font, ticks: { show: false }, border: { show: false } };
    const money = (amount: number) => formatMoney(amount, currency, locale);
    const marks = {
      points: { times, prices },
      statistics,
      stock,
      nowS,
      font,
      color,
      money,
      words: {
        soldOut: t('item.soldOut'),
        typical: t('worth.typicalWord'),
        now: (price: string) => t('item.nowPrice', { price }),
        lowest: (price: string) => t('item.lowestPrice', { price }),
      },
    };
    const chart = new uPlot(
      {
        width: element.clientWidth,
        height: element.clientHeight,
        legend: { show: false },
        cursor: { y: false, points: { size: 8, fill: color('--accent') }, drag: { x: false, y: false } },
        scales: {
          x: { time: true, range: [Math.min(firstS, times[0] ?? firstS), nowS + (nowS - firstS) * 0.02] },
          y: {
            range: (_self, low, high) => {
              const pad = Math.max((high - low) * 0.18, high * 0.02, 1);
              return [Math.max(0, low - pad), high + pad];
            },
          },
        },
        series: [
          {},
          {
            stroke: color('--accent'),
            width: 2,
            points: { show: false },
            ...(uPlot.paths.stepped ? { paths: uPlot.paths.stepped({ align: 1 }) } : {}),
          },
        ],
        axes: [
          {
            ...axis,
            grid: { show: false },
            space: 70,
            size: 30,
            values: (_self, splits) => splits.map((at) => axisDay(at, nowS - firstS, locale)),
          },
          {
            ...axis,
            grid: { stroke: color('--line'), width: 1 },
            size: (self, values) => Math.max(56, widestOf(self.ctx, font, values) + 14),
            values: (_self, splits) => splits.map(money),
          },
        ],
        hooks: {
          drawClear: [(self) => drawMarks(self, marks, 'below')],
          draw: [(self) => drawMarks(self, marks, 'above')],
        },
      },
      [times, prices],
      element,
    );
    const observer = new ResizeObserver(() =>
      chart.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [points, span, statistics, stock, currency, locale, t]);

  return <div ref={place} style={{ height: '100%', width: '100%' }} />;
}

/** Room for the prices beside the axis, in CSS pixels: as much as the widest of them takes. */
function widestOf(context: CanvasRenderingContext2D, font: string, values: readonly string[] | null): number {
  context.save();
  context.font = font;
  const widths = (values ?? []).map((value) => context.measureText(value).width);
  context.restore();
  return Math.ceil(Math.max(0, ...widths));
}

function axisDay(at: number, spanS: number, locale: string): string {
  const date = new Date(at * 1000);
  if (spanS < 2 * DAY_S) {
    // Within minutes, marks of whole minutes would read alike.
    const second = spanS < 600 ? '2-digit' : undefined;
    return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second, hourCycle: 'h23' }).format(
      date,
    );
  }
  if (spanS > 400 * DAY_S) return formatDay(date.toISOString(), locale);
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(date);
}
