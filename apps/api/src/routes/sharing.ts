import { operations } from '@goodshunter/contracts/api';
import { bind, type Endpoint } from '../http/endpoint.js';
import type { SharingService } from '../services/people/sharing-service.js';

/** Who else sees a hunt, or uses a channel. */
export function sharingEndpoints(sharing: SharingService): Endpoint[] {
  return [
    bind(operations.listTaskShares, async ({ caller, id }) => ({
      status: 200,
      body: await sharing.listTaskShares(caller, id),
    })),
    bind(operations.shareTask, async ({ caller, id, body }) => ({
      status: 201,
      body: await sharing.shareTask(caller, id, body),
    })),
    bind(operations.showToGuests, async ({ caller, id }) => {
      await sharing.showToGuests(caller, id, true);
      return { status: 204 };
    }),
    bind(operations.hideFromGuests, async ({ caller, id }) => {
      await sharing.showToGuests(caller, id, false);
      return { status: 204 };
    }),
    bind(operations.updateMyShare, async ({ caller, id, body }) => {
      await sharing.updateMyShare(caller, id, body);
      return { status: 204 };
    }),
    bind(operations.unshareTask, async ({ caller, id, params }) => {
      await sharing.unshareTask(caller, id, params.userId ?? 0);
      return { status: 204 };
    }),
    bind(operations.createPublicLink, async ({ caller, id }) => ({
      status: 201,
      body: await sharing.createPublicLink(caller, id),
    })),
    bind(operations.deletePublicLink, async ({ caller, id }) => {
      await sharing.deletePublicLink(caller, id);
      return { status: 204 };
    }),
    bind(operations.readPublicTask, async ({ caller, params }) => ({
      status: 200,
      body: await sharing.readPublic(caller, params.token),
    })),
    bind(operations.listChannelShares, async ({ caller, id }) => ({
      status: 200,
      body: { data: await sharing.listChannelShares(caller, id) },
    })),
    bind(operations.shareChannel, async ({ caller, id, body }) => ({
      status: 201,
      body: await sharing.shareChannel(caller, id, body.userName),
    })),
    bind(operations.unshareChannel, async ({ caller, id, params }) => {
      await sharing.unshareChannel(caller, id, params.userId ?? 0);
      return { status: 204 };
    }),
  ];
}
