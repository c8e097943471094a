import type { WallInstant } from '@loggia/kernel'
import { fromMinutes } from '@loggia/kernel'
import { runInTx, system } from '../../../platform/index.ts'
import * as store from '../../store/index.ts'
import type { ScimClient, ScimContext } from './context.ts'
import { createScimGroups } from './groups.ts'
import { createScimUsers } from './users.ts'

/** The last use of a token is exact to a minute, so that most requests write nothing for it. */
const noteEachMs = fromMinutes(1)

/** An identity provider keeps the people and groups of an enterprise (SCIM 2.0: RFC 7643, RFC 7644). */
export function createScim(context: ScimContext, digestToken: (secret: string) => string) {
  const { db, wall } = context

  /** Undefined for a token that is unknown, revoked, or of an enterprise that was dissolved. */
  async function admit(secret: string): Promise<ScimClient | undefined> {
    const token = await store.tokens.findByDigest(db, digestToken(secret))
    const enterprise = token && (await store.enterprises.find(db, token.enterpriseId))
    if (!token || enterprise?.state !== 'active') return undefined
    const now = wall.now()
    if (token.usedAt === undefined || now - token.usedAt >= noteEachMs) await noteUse(token.id, now)
    return { token, enterprise }
  }

  const noteUse = (id: ScimClient['token']['id'], now: WallInstant): Promise<void> =>
    runInTx(context, { actor: system }, (tx) => store.tokens.noteUse(tx, id, now))

  return { admit, ...createScimUsers(context), ...createScimGroups(context) }
}

export type Scim = ReturnType<typeof createScim>
