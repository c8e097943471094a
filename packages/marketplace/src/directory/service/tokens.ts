import type { Id } from '@loggia/kernel'
import { mostScimTokens } from '@loggia/protocol/console/directory/kinds'
import { notify, record } from '../../platform/index.ts'
import type { MemberActor, MemberRequest } from '../../platform/index.ts'
import { directoryProblems } from '../problems.ts'
import type { ScimToken } from '../schema.ts'
import * as store from '../store/index.ts'
import { changeOwn, getOwn } from './context.ts'
import type { DirectoryContext } from './context.ts'

/** Tells programs that look for secrets in code what they have found. */
const prefix = 'loggia_scim_'
const endingLength = 4

/** Tokens of identity providers that keep the people of an enterprise. */
export function createTokens(context: DirectoryContext) {
  const { db, ids, clock, seal, randomBytes } = context

  const digestToken = (secret: string): string => seal.digest(`scim-token:${secret}`)

  /** The token is shown now and never again. Throws `directory.scim_tokens_many`. */
  const createToken = (
    { actor }: MemberRequest,
    id: Id<'ent'>,
    name: string,
  ): Promise<{ token: ScimToken; secret: string }> =>
    changeOwn(
      context,
      { actor },
      {
        id,
        work: async (tx, enterprise) => {
          if ((await store.tokens.list(tx, id)).length >= mostScimTokens)
            throw directoryProblems.scim_tokens_many({ most: mostScimTokens })
          const secret = `${prefix}${Buffer.from(randomBytes(32)).toString('base64url')}`
          const token: ScimToken = {
            id: ids.next('sct'),
            enterpriseId: id,
            name,
            ending: secret.slice(-endingLength),
            createdBy: actor.memberId,
            createdAt: clock.now(),
          }
          await store.tokens.insert(tx, token, digestToken(secret))
          await record(tx, 'scim_token.created', { subject: id, data: { tokenId: token.id, name } })
          await notify(
            tx,
            'scim_token_created',
            { kind: 'buyer', id: enterprise.buyerId },
            {
              subject: token.id,
              data: { enterpriseId: id, enterprise: enterprise.name, token: name, by: actor.name },
            },
          )
          return { token, secret }
        },
      },
    )

  /** Throws `directory.scim_token_unknown`. */
  const revokeToken = (
    request: MemberRequest,
    { enterpriseId, scimTokenId: id }: { readonly enterpriseId: Id<'ent'>; readonly scimTokenId: Id<'sct'> },
  ): Promise<void> =>
    changeOwn(context, request, {
      id: enterpriseId,
      work: async (tx) => {
        const revoked = await store.tokens.revoke(tx, { enterpriseId, id, at: clock.now() })
        if (!revoked) throw directoryProblems.scim_token_unknown()
        const data = { tokenId: id, name: revoked.name }
        await record(tx, 'scim_token.revoked', { subject: enterpriseId, data })
      },
    })

  return {
    digestToken,
    createToken,
    revokeToken,
    /** Those that can be used. */
    listTokens: async (actor: MemberActor, id: Id<'ent'>): Promise<ScimToken[]> => {
      await getOwn(db, actor, id)
      return store.tokens.list(db, id)
    },
  }
}
