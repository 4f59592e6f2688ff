import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server as SocketServer } from 'node:net';
import { type AnyChannelKind, type ChannelRegistry, createChannelRegistry, type Telling } from '@goodshunter/channels';
import { createGuard, createSafeFetcher } from '@goodshunter/safe-fetch';
import {
  startApprise,
  startDiscord,
  startMatrix,
  startNtfy,
  startPushService,
  startSlack,
  startTelegram,
} from '@goodshunter/testing';
import { Aedes } from 'aedes';
import { SMTPServer } from 'smtp-server';

const BOT = '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';
const HOOK = '/api/webhooks/1/token';
const SLACK_PATH = '/services/T1/B1/x';
const PUSH_KEY = Buffer.alloc(32, 7).toString('base64url');

/** Real kinds, and behind each of them a server that speaks its service's protocol. */
export interface TellingHouse {
  kinds: ChannelRegistry;
  /** A configuration of each kind; what differs by person is made of `n`. */
  configs: Record<string, (n: number) => object>;
  /** Of a webhook that is gone. */
  goneConfig: object;
  /** An address that takes a connection and never answers. */
  hangingUrl: string;
  /** Told when a message was taken: which listings it carried, and how many more it counted. */
  onTaken: (itemIds: readonly number[], more: number) => void;
  close(): Promise<void>;
}

const listen = async (server: Server | SocketServer): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

export async function openTellingHouse(): Promise<TellingHouse> {
  const people = Array.from({ length: 100 }, (_value, n) => String(n));
  const [telegram, discord, slack, ntfy, matrix, apprise, push] = await Promise.all([
    startTelegram({ token: BOT, chats: people }),
    startDiscord({ path: HOOK }),
    startSlack({ path: SLACK_PATH }),
    startNtfy(),
    startMatrix({ token: 'syt_secret', rooms: people.map((n) => `!room${n}:example.org`) }),
    startApprise({ keys: people.map((n) => `home${n}`) }),
    startPushService(),
  ]);
  const receiver = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(204).end());
  });
  const hanging = createServer(() => {});
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      stream.resume();
      stream.on('end', () => done(null, 'queued'));
    },
  });
  const broker = await Aedes.createBroker();
  const mqtt = createSocketServer(broker.handle);
  const [receiverHost, hangingHost, mqttHost] = [await listen(receiver), await listen(hanging), await listen(mqtt)];
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const smtpPort = (smtp.server.address() as AddressInfo).port;
  const doubles = [telegram, discord, slack, ntfy, matrix, apprise];
  const hosts = [...doubles.map(({ host }) => host), push.host, receiverHost, hangingHost, mqttHost];
  const guard = createGuard({ allowHosts: hosts });
  const fetcher = createSafeFetcher({ guard, userAgent: 'bench' });
  const kinds = createChannelRegistry({
    fetcher,
    guard,
    signingKey: '',
    pushKey: PUSH_KEY,
    telegram: { token: BOT, apiUrl: telegram.url },
    mail: { smtpUrl: `smtp://127.0.0.1:${smtpPort}`, from: 'GoodsHunter <hunter@example.org>' },
  });
  const house: TellingHouse = {
    kinds: new Map([...kinds].map(([name, kind]) => [name, watch(kind, (items, more) => house.onTaken(items, more))])),
    configs: {
      push: () => push.subscription,
      ntfy: (n) => ({ server: ntfy.url, topic: `topic-${n}` }),
      telegram: (n) => ({ chatId: String(n) }),
      discord: (n) => ({ url: `${discord.url}${HOOK}?of=${n}` }),
      slack: (n) => ({ url: `${slack.url}${SLACK_PATH}?of=${n}` }),
      matrix: (n) => ({ homeserver: matrix.url, roomId: `!room${n}:example.org`, token: 'syt_secret' }),
      email: (n) => ({ address: `person${n}@example.net` }),
      apprise: (n) => ({ server: apprise.url, key: `home${n}` }),
      mqtt: (n) => ({ url: `mqtt://${mqttHost}`, topic: `goods/${n}`, discovery: true }),
      webhook: (n) => ({ url: `http://${receiverHost}/${n}` }),
    },
    goneConfig: { url: `${discord.url}/api/webhooks/9/gone` },
    hangingUrl: `http://${hangingHost}`,
    onTaken: () => {},
    async close() {
      await fetcher.close();
      for (const server of [receiver, hanging]) server.closeAllConnections();
      await Promise.all([
        ...doubles.map((double) => double.close()),
        push.close(),
        new Promise<void>((resolve) => broker.close(() => resolve())),
        ...[receiver, hanging, mqtt].map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
        new Promise<void>((resolve) => smtp.close(() => resolve())),
      ]);
    },
  };
  // What is kept of calls would only grow.
  const sweeping = setInterval(() => {
    for (const { calls } of doubles) calls.length = 0;
  }, 1000);
  sweeping.unref();
  return house;
}

/** The same kind, which says what was taken. */
function watch(kind: AnyChannelKind, onTaken: TellingHouse['onTaken']): AnyChannelKind {
  return {
    ...kind,
    render: (telling: Telling, config) => ({ telling, rendered: kind.render(telling, config) }),
    async send({ telling, rendered }: { telling: Telling; rendered: unknown }, config, context) {
      const answer = await kind.send(rendered, config, context);
      if (answer.status === 'sent')
        onTaken(
          telling.entries.map(({ news }) => news.itemId),
          telling.more,
        );
      return answer;
    },
  };
}
