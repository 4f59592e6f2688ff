import { operations } from '@goodshunter/contracts/api';
import { bind, type Endpoint } from '../http/endpoint.js';
import type { PeopleService } from '../services/people/people-service.js';

/** For admins: who is here, who may come, what happened. */
export function peopleEndpoints(people: PeopleService): Endpoint[] {
  return [
    bind(operations.listPeople, async () => ({ status: 200, body: { data: await people.list() } })),
    bind(operations.updatePerson, async ({ caller, id, body }) => ({
      status: 200,
      body: await people.update(caller, id, body),
    })),
    bind(operations.deletePerson, async ({ caller, id }) => {
      await people.remove(caller, id);
      return { status: 204 };
    }),
    bind(operations.createPasswordLink, async ({ caller, id }) => ({
      status: 201,
      body: await people.createPasswordLink(caller, id),
    })),
    bind(operations.listInvites, async () => ({ status: 200, body: { data: await people.listInvites() } })),
    bind(operations.createInvite, async ({ caller, body }) => ({
      status: 201,
      body: await people.createInvite(caller, body),
    })),
    bind(operations.deleteInvite, async ({ caller, id }) => {
      await people.deleteInvite(caller, id);
      return { status: 204 };
    }),
    bind(operations.readAudit, async ({ query }) => ({
      status: 200,
      body: { data: await people.audit(query.before) },
    })),
  ];
}
