import type { Id, WallInstant } from '@loggia/kernel'
import { readTogether } from '../../platform/index.ts'
import type { Payload, SignOn, TenantKey, TokenKind } from '../schema.ts'
import * as store from '../store/index.ts'
import { lives } from './context.ts'
import type { OpenClient, SignOnContext } from './context.ts'

/** A token as the app is given it. */
export type GivenToken = { readonly kind: TokenKind; readonly token: string; readonly payload: Payload }
/** What an app shows to get tokens. */
export type Used = { readonly kind: 'code' | 'refresh'; readonly secret: string }
type Given = {
  readonly signOnId: Id<'sgn'>
  readonly used: Used
  readonly tokens: readonly GivenToken[]
}

type NewCode = {
  readonly signOn: SignOn
  readonly payload: Payload
}

/** The codes and tokens of apps. Only digests of them are stored. */
export function createTokens({ db, wall, seal }: SignOnContext, openClient: OpenClient) {
  const codeOf = (tenantKey: TenantKey, code: string) => ({
    tenantKey,
    digest: seal.digest(`sign_on_code:${code}`),
  })
  const digestToken = (token: string): string => seal.digest(`sign_on_token:${token}`)
  const after = (ms: number): WallInstant => (wall.now() + ms) as WallInstant

  const saveCode = (tenantKey: TenantKey, code: string, { signOn, payload }: NewCode): Promise<void> =>
    store.signOns.insert(db, codeOf(tenantKey, code), {
      signOn,
      payload,
      expiresAt: after(lives.code),
      endsAt: after(lives.code),
    })

  /** Also one that was used; with the client of this id, which shows it. */
  async function findCode(tenantKey: TenantKey, code: string, clientId = '') {
    const found = await store.signOns.findCode(db, { ...codeOf(tenantKey, code), clientId }, wall.now())
    return found && { ...found, client: openClient(found.client) }
  }

  /** False if it was used before. */
  const useCode = (tenantKey: TenantKey, code: string): Promise<boolean> =>
    store.signOns.useCode(db, codeOf(tenantKey, code), wall.now())

  /** The tokens of a code, or of a refresh token. False if that was used before; then none is stored. */
  const saveTokens = (tenantKey: TenantKey, { signOnId, used, tokens }: Given): Promise<boolean> =>
    store.signOns.insertTokens(db, {
      signOnId,
      usedKind: used.kind,
      usedDigest: used.kind === 'code' ? codeOf(tenantKey, used.secret).digest : digestToken(used.secret),
      tokens: tokens.map(({ token, kind, payload }) => ({
        kind,
        payload,
        digest: digestToken(token),
        expiresAt: after(lives[kind]),
      })),
      now: wall.now(),
      endsAt: after(lives.refresh),
    })

  /** Also a refresh token that was used; with the client of this id, which shows it. */
  async function findToken(tenantKey: TenantKey, kind: TokenKind, token: string, clientId = '') {
    const of = { tenantKey, kind, digest: digestToken(token), clientId }
    const found = await store.signOns.findToken(db, of, wall.now())
    return found && { ...found, client: openClient(found.client) }
  }

  // Apps ask this most, some of them with every request of their own.
  const findUser = readTogether((asked: readonly { tenantKey: TenantKey; digest: string }[]) =>
    store.signOns.findUsers(db, asked, wall.now()),
  )

  return {
    saveCode,
    findCode,
    useCode,
    saveTokens,
    findToken,
    removeToken: (token: string): Promise<void> => store.signOns.removeToken(db, digestToken(token)),
    /** Ends a sign-on, with all its tokens. */
    endSignOn: (id: Id<'sgn'>): Promise<void> => store.signOns.remove(db, id),
    /** Whose access token it is, if they may still use the app. */
    readUser: (tenantKey: TenantKey, token: string) => findUser({ tenantKey, digest: digestToken(token) }),
  }
}
