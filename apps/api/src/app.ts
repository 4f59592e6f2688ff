import type { SourceCredentials } from '@goodshunter/contracts/sources';
import type { Logger } from '@goodshunter/logger';
import express, { type Express } from 'express';
import type { People } from './create-people.js';
import { MethodNotAllowedError, NotFoundError } from './errors.js';
import type { HealthChecks } from './health.js';
import { answerProblem } from './http/answer-problem.js';
import { assignCorrelationId } from './http/correlation-id.js';
import type { Endpoint } from './http/endpoint.js';
import { observeRequests } from './http/observe-requests.js';
import type { PageFiles } from './http/page-files.js';
import { createPersonalTurns } from './http/personal-turns.js';
import { createSecureHeaders } from './http/secure-headers.js';
import { serveEndpoint } from './http/serve-endpoint.js';
import { servePage } from './http/serve-page.js';
import { serveMcp } from './mcp/serve-mcp.js';
import type { Metrics } from './metrics.js';
import { buildDocument } from './openapi/build-document.js';
import { renderDocsPage } from './openapi/docs-page.js';
import { accountEndpoints } from './routes/account.js';
import { channelEndpoints } from './routes/channels.js';
import { engineEndpoints, inAndOutEndpoints } from './routes/in-and-out.js';
import { messageLinkEndpoints } from './routes/message-links.js';
import { createOpenHandlers, OPEN_ROUTES } from './routes/open-routes.js';
import { pageEndpoints } from './routes/page.js';
import { peopleEndpoints } from './routes/people.js';
import { secondFactorEndpoints } from './routes/second-factor.js';
import { sessionEndpoints } from './routes/session.js';
import { sharingEndpoints } from './routes/sharing.js';
import { signInEndpoints } from './routes/sign-in.js';
import { systemEndpoints } from './routes/system.js';
import { taskEndpoints } from './routes/tasks.js';
import { tellingEndpoints } from './routes/telling.js';
import { timelineEndpoints } from './routes/timeline.js';
import type { ChannelService } from './services/channel-service.js';
import type { ItemService } from './services/item-service.js';
import type { EventHub } from './services/page/event-hub.js';
import type { FeedService } from './services/page/feed-service.js';
import { createInAndOutService } from './services/page/in-and-out-service.js';
import type { PageService } from './services/page/page-service.js';
import type { PictureService } from './services/page/picture-service.js';
import type { SystemService } from './services/page/system-service.js';
import type { QueueService } from './services/queue-service.js';
import type { TaskService } from './services/task-service.js';
import type { DeliveryService } from './services/telling/delivery-service.js';
import type { MessageLinkService } from './services/telling/message-link-service.js';
import type { RhythmService } from './services/telling/rhythm-service.js';
import type { SetupService } from './services/telling/setup-service.js';

export interface AppDeps extends Omit<People, 'close' | 'limits'> {
  /** Whose X-Forwarded headers are believed. */
  trustedProxies: readonly string[];
  tasks: TaskService;
  items: ItemService;
  channels: ChannelService;
  pages: PageService;
  hub: EventHub;
  pictures: PictureService;
  feeds: FeedService;
  system: SystemService;
  deliveries: DeliveryService;
  rhythms: RhythmService;
  setups: SetupService;
  messageLinks: MessageLinkService;
  queue: QueueService;
  /** Keys of official APIs, as they are configured. */
  credentials: SourceCredentials;
  health: HealthChecks;
  metrics: Metrics;
  log: Logger;
  version: string;
  /** The page that people open; undefined where it is not built. */
  page?: PageFiles | undefined;
  /** True from the first signal to stop. @default never */
  isStopping?: () => boolean;
}

/** The whole HTTP surface, not listening. Routes and their description come from one list. */
export function createApp(deps: AppDeps): Express {
  const {
    tasks,
    items,
    channels,
    queue,
    tokens,
    authenticator,
    quotas,
    health,
    metrics,
    log,
    version,
    isStopping = () => false,
  } = deps;
  const endpoints = [
    ...taskEndpoints(tasks),
    ...pageEndpoints({ page: deps.pages, tasks, hub: deps.hub, pictures: deps.pictures, authenticator }),
    ...inAndOutEndpoints({ inAndOut: createInAndOutService(tasks), feeds: deps.feeds }),
    ...engineEndpoints(deps.system),
    ...timelineEndpoints(tasks, items),
    ...channelEndpoints(channels),
    ...tellingEndpoints(deps),
    ...messageLinkEndpoints(deps.messageLinks),
    ...systemEndpoints(queue, deps.credentials),
    ...sessionEndpoints(deps.sessions, deps.letters),
    ...accountEndpoints(deps.accounts, tokens),
    ...secondFactorEndpoints(deps.secondFactors),
    ...peopleEndpoints(deps.people),
    ...sharingEndpoints(deps.sharing),
    ...signInEndpoints(deps.passkeys, deps.oidc),
  ];
  const document = buildDocument(endpoints, OPEN_ROUTES, version);
  const app = express();
  app.disable('x-powered-by');
  // Answers change with every run of a task; hashing each of them for a 304 that never comes is wasted.
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', [...deps.trustedProxies]);
  app.use(assignCorrelationId, observeRequests(metrics, log), createSecureHeaders());

  const openHandlers = createOpenHandlers({
    authenticator,
    health,
    metrics,
    isStopping,
    documentJson: JSON.stringify(document),
    docs: renderDocsPage(document),
  });
  const turns = createPersonalTurns();
  const serving = { authenticator, quotas, turns, onRejected: metrics.countRejectedToken };
  // Routes are tried in order: what is asked most comes first.
  for (const endpoint of endpoints) {
    app[endpoint.method](endpoint.path, serveEndpoint(endpoint, serving));
  }
  for (const [path, handler] of Object.entries(openHandlers)) app.get(path, handler);
  // No operation of the API's own: its protocol describes itself.
  app.use(
    '/mcp',
    serveMcp({
      authenticator,
      turns,
      version,
      onRejected: metrics.countRejectedToken,
      tasks,
      items,
      deliveries: deps.deliveries,
    }),
  );
  if (deps.page) app.use(servePage(deps.page));
  app.use((req) => {
    const allowed = findMethods(endpoints, req.path);
    if (allowed.length > 0) throw new MethodNotAllowedError(req.method, req.path.slice(0, 200), allowed);
    throw new NotFoundError(['no_such_path', { method: req.method, path: req.path.slice(0, 200) }]);
  });
  app.use(answerProblem(log));
  return app;
}

/** Methods that a path does answer. */
function findMethods(endpoints: readonly Endpoint[], path: string): string[] {
  const methods = endpoints
    .filter((endpoint) => new RegExp(`^${endpoint.path.replaceAll(/:\w+/g, '[^/]+')}/?$`).test(path))
    .map(({ method }) => method.toUpperCase());
  return OPEN_ROUTES.some((route) => route.path === path) ? ['GET', ...methods] : methods;
}
