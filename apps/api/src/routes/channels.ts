import { operations } from '@goodshunter/contracts/api';
import { bind, type Endpoint } from '../http/endpoint.js';
import { readPage } from '../http/paging.js';
import type { ChannelService } from '../services/channel-service.js';

/** Everything under /api/channels. */
export function channelEndpoints(channels: ChannelService): Endpoint[] {
  return [
    bind(operations.createChannel, async ({ caller, body }) => {
      const channel = await channels.create(caller, body);
      return { status: 201, body: channel, headers: { Location: `/api/channels/${channel.id}` } };
    }),
    bind(operations.listChannels, async ({ caller, query }) => {
      return { status: 200, body: await readPage(query, (page) => channels.list(caller, page)) };
    }),
    bind(operations.readChannel, async ({ caller, id }) => {
      return { status: 200, body: await channels.read(caller, id) };
    }),
    bind(operations.updateChannel, async ({ caller, id, body }) => {
      return { status: 200, body: await channels.update(caller, id, body) };
    }),
    bind(operations.deleteChannel, async ({ caller, id }) => {
      await channels.remove(caller, id);
      return { status: 204 };
    }),
    bind(operations.testChannel, async ({ caller, id }) => {
      return { status: 200, body: await channels.test(caller, id) };
    }),
  ];
}
