// Healthy while GET /healthz of this container answers 2xx: node healthcheck.mjs PORT
const signal = AbortSignal.timeout(2500);
const answer = await fetch(`http://127.0.0.1:${process.argv[2]}/healthz`, { signal }).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
