import { operations } from '@goodshunter/contracts/api';
import { bind, type Endpoint } from '../http/endpoint.js';
import { readPage } from '../http/paging.js';
import type { ChannelService } from '../services/channel-service.js';
import type { DeliveryService } from '../services/telling/delivery-service.js';
import type { RhythmService } from '../services/telling/rhythm-service.js';
import type { SetupService } from '../services/telling/setup-service.js';

export interface TellingServices {
  channels: ChannelService;
  deliveries: DeliveryService;
  rhythms: RhythmService;
  setups: SetupService;
}

/** Kinds of channels, what was told, when, and why. */
export function tellingEndpoints({ channels, deliveries, rhythms, setups }: TellingServices): Endpoint[] {
  return [
    bind(operations.listChannelKinds, async () => ({ status: 200, body: channels.describeKinds() })),
    bind(operations.testNewChannel, async ({ caller, body }) => ({
      status: 200,
      body: await channels.testNew(caller, body),
    })),
    bind(operations.listDeliveries, async ({ caller, id, query }) => ({
      status: 200,
      body: await readPage(query, (page) => deliveries.listDeliveries(caller, id, page)),
    })),
    bind(operations.resendDelivery, async ({ caller, id }) => ({
      status: 200,
      body: await deliveries.resend(caller, id),
    })),
    bind(operations.listNotifications, async ({ caller, query }) => ({
      status: 200,
      body: await readPage(query, (page) => deliveries.listNotifications(caller, page, query)),
    })),
    bind(operations.readEventWhy, async ({ caller, id }) => ({
      status: 200,
      body: await deliveries.explain(caller, id),
    })),
    bind(operations.startChannelSetup, async ({ caller, body }) => ({
      status: 201,
      body: await setups.start(caller, body),
    })),
    bind(operations.readChannelSetup, async ({ caller, id }) => ({ status: 200, body: await setups.read(caller, id) })),
    bind(operations.confirmChannelSetup, async ({ caller, id, body }) => ({
      status: 200,
      body: await setups.confirm(caller, id, body.code),
    })),
    bind(operations.readRhythm, async ({ caller }) => ({ status: 200, body: await rhythms.read(caller) })),
    bind(operations.saveRhythm, async ({ caller, body }) => ({
      status: 200,
      body: await rhythms.save(caller, body),
    })),
  ];
}
