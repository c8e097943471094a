import type { World } from '../../embedded/index.ts'
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
