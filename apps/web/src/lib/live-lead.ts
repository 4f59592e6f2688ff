/** `ask`: does anybody lead? `mine`: I do. `gone`: I did. */
interface Word {
  word: 'ask' | 'mine' | 'gone';
  /** Of the tab that speaks. */
  id: number;
}

/**
 * Has one tab of the browser do something: the first one, and the next one when it is closed. `work` gets what ends it, as where it turns
 * out that another tab does it too.
 */
export function lead(name: string, work: (isOver: AbortSignal) => Promise<void>, end: AbortSignal): void {
  if (navigator.locks) {
    navigator.locks.request(name, { signal: end }, () => work(end)).catch(() => {});
  } else {
    leadByWords(new BroadcastChannel(`${name}.lead`), work, end);
  }
}

interface ByWordsOptions {
  /** How long a tab waits for a word of the one that leads, in ms. @default 1000 */
  answerMs?: number;
  /** How often a tab asks whether one still leads, in ms: a tab may end without a word. @default 10000 */
  askMs?: number;
  /** Whose `pagehide` says that the tab is left. @default this window */
  page?: EventTarget;
}

/**
 * On plain http in a LAN there are no locks, and a browser opens six connections to a server: with a stream in each of seven tabs the last
 * one would wait for ever. So the tabs speak: whoever hears no "mine" for a second leads, and of two the one with the smaller number.
 */
export function leadByWords(
  channel: BroadcastChannel,
  work: (isOver: AbortSignal) => Promise<void>,
  end: AbortSignal,
  { answerMs = 1000, askMs = 10_000, page = window }: ByWordsOptions = {},
): void {
  const id = Math.random();
  let leading: AbortController | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const say = (word: Word['word']) => channel.postMessage({ word, id } satisfies Word);

  function ask(): void {
    if (leading || waiting !== undefined) return;
    say('ask');
    waiting = setTimeout(begin, answerMs);
  }
  function begin(): void {
    waiting = undefined;
    leading = new AbortController();
    say('mine');
    work(leading.signal).catch(() => {});
  }
  function stop(): void {
    leading?.abort();
    leading = undefined;
  }
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.word === 'ask' && leading) say('mine');
    if (data.word === 'gone') ask();
    if (data.word !== 'mine') return;
    clearTimeout(waiting);
    waiting = undefined;
    if (leading && id < data.id) say('mine');
    else stop();
  };
  /** A page that is left may be shown again, and then asks like any other. */
  function yieldLead(): void {
    if (!leading) return;
    stop();
    say('gone');
  }
  const timer = setInterval(ask, askMs);
  page.addEventListener('pagehide', yieldLead, { signal: end });
  end.addEventListener(
    'abort',
    () => {
      clearInterval(timer);
      clearTimeout(waiting);
      yieldLead();
      channel.close();
    },
    { once: true },
  );
  ask();
}
