import type { World } from '../../embedded/index.ts'
import type { Bodies } from '../../http/testing/traded-parties.ts'
import type { Marketplace } from '../../marketplace.ts'
import type { MemberActor } from '../../platform/index.ts'
import { openDirectory } from './directories.ts'

/** A company with everything that can be in it, for the test that requests them as another party. */
export async function makeOwned(
  { directory }: Marketplace,
  { buyer }: { readonly buyer: MemberActor },
  world: World,
): Promise<Record<string, string>> {
  const it = await openDirectory(world, buyer)
  const request = { actor: buyer }
  const { token } = await directory.createToken(request, it.id, 'theirs')
  return {
    enterpriseId: it.id,
    departmentId: it.top,
    personId: await it.person('theirs'),
    groupId: (await directory.createGroup(request, it.id, 'theirs')).id,
    scimTokenId: token.id,
  }
}

const csv = { name: 'people.csv', mediaType: 'text/csv', content: btoa('userName,name\ntheirs,theirs') }
const somewhere = { departmentId: `dpt_${'0'.repeat(26)}` }

export const bodies: Bodies = {
  'PUT /api/buyer/enterprises/:enterpriseId': { name: 'theirs' },
  'POST /api/buyer/enterprises/:enterpriseId/departments': { name: 'theirs' },
  'PUT /api/buyer/enterprises/:enterpriseId/departments/:departmentId': { name: 'theirs' },
  'POST /api/buyer/enterprises/:enterpriseId/departments/:departmentId/move': { parentId: null },
  'POST /api/buyer/enterprises/:enterpriseId/people': { ...somewhere, userName: 'theirs', name: 'theirs' },
  'PUT /api/buyer/enterprises/:enterpriseId/people/:personId': {
    ...somewhere,
    name: 'theirs',
    changedAt: '2026-11-24T00:00:00Z',
  },
  'POST /api/buyer/enterprises/:enterpriseId/people/:personId/return': somewhere,
  'POST /api/buyer/enterprises/:enterpriseId/people/:personId/invitation': {},
  'POST /api/buyer/enterprises/:enterpriseId/people-acts': { act: 'leave', of: { filter: {}, expected: 1 } },
  'POST /api/buyer/enterprises/:enterpriseId/imports/preview': { what: 'people', file: csv },
  'POST /api/buyer/enterprises/:enterpriseId/imports': { what: 'people', complete: false, file: csv },
  'POST /api/buyer/enterprises/:enterpriseId/groups': { name: 'theirs' },
  'PUT /api/buyer/enterprises/:enterpriseId/groups/:groupId': { name: 'theirs' },
  'POST /api/buyer/enterprises/:enterpriseId/scim-tokens': { name: 'theirs' },
}
