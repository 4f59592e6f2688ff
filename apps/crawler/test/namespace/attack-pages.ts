/**
 * What each kind of page does with every target. `at(host, scheme)` is an address of a target; `go(address)` must be tried for it.
 * Each also tries the shop itself, at /reached/, so that a kind that does nothing at all is noticed.
 */
const ATTACKS: Record<string, string> = {
  fetch: "go = (url) => fetch(url, { mode: 'no-cors' }).catch(() => {})",
  xhr: "go = (url) => { const x = new XMLHttpRequest(); x.open('POST', url); x.send('x'); }",
  socket: "go = (url) => new WebSocket(url.replace('http:', 'ws:'))",
  worker: `go = (url) => new Worker(URL.createObjectURL(new Blob([
    'fetch(' + JSON.stringify(url) + ', { mode: "no-cors" }).catch(() => {}); try { importScripts(' + JSON.stringify(url) + ') } catch {}'])))`,
  style: `go = (url) => {
    const style = document.createElement('style');
    style.textContent = '@import url("' + url + '.css"); body { background: url("' + url + '") }';
    document.head.append(style); }`,
  script: "go = (url) => add('script', { src: url })",
  frame: "go = (url) => { add('iframe', { src: url }); add('object', { data: url }); add('embed', { src: url }); }",
  link: `go = (url) => { for (const rel of ['stylesheet', 'preconnect', 'dns-prefetch', 'prefetch', 'preload', 'modulepreload', 'prerender', 'icon', 'manifest'])
    add('link', { rel, href: url, as: 'script' }); }`,
  picture: `go = (url) => { add('img', { src: url }); add('img', { srcset: url + ' 2x' }); add('video', { src: url, poster: url });
    add('audio', { src: url }); new EventSource(url); navigator.sendBeacon(url); }`,
  webrtc: `go = (url) => { const host = new URL(url).hostname;
    const peer = new RTCPeerConnection({ iceServers: [{ urls: ['stun:' + host + ':3478'] },
      { urls: ['turn:' + host + ':443?transport=tcp', 'turn:' + host + ':3478'], username: 'u', credential: 'c' }] });
    peer.createDataChannel('x'); peer.createOffer().then((offer) => peer.setLocalDescription(offer)).catch(() => {}); }`,
  transport:
    "go = (url) => { try { new WebTransport(url.replace('http:', 'https:')).ready.catch(() => {}) } catch {} }",
  window:
    "go = (url) => { window.open(url); const form = add('form', { action: url, target: '_blank', method: 'post' }); form.submit(); }",
};

export const KINDS = Object.keys(ATTACKS);

/** Kinds whose attempt on the shop itself must arrive: they are allowed, or the renderer would read no page. */
export const ALLOWED_KINDS = ['fetch', 'frame', 'link', 'script', 'socket', 'style', 'worker', 'xhr'];

/** A page that tries one kind on all targets, straight and by redirects of the shop. */
export function buildAttackPage(kind: string, targets: readonly string[]): string {
  return `<!doctype html><title>${kind}</title><h1>${kind}</h1><script>
    let go;
    const add = (name, attributes) => { const element = document.createElement(name); Object.assign(element, attributes); document.body.append(element); return element; };
    ${ATTACKS[kind] ?? ''};
    addEventListener('DOMContentLoaded', () => {
      const urls = ['http://' + location.host + '/reached/${kind}', ...${JSON.stringify(targets)}.flatMap((target, index) =>
        ['http://' + target + '/${kind}', 'http://' + location.host + '/to/' + index])];
      for (const url of urls) try { go(url) } catch {}
    });
  </script>`;
}
