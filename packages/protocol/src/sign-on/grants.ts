import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'

/** How long things count, in milliseconds (sign-on.md §3). */
export const signOnLives = { code: 60_000, access: 7_200_000, refresh: 2_592_000_000 } as const

/** An app of a company, as it asks for tokens. */
export type OauthClient = {
  readonly clientId: string
  readonly clientSecret: string
  readonly callbackUrl: string
}

/** A sign-on: who signed on, and to which app. */
export type Given<Holder> = {
  readonly clientId: string
  readonly callbackUrl: string
  readonly holder: Holder
  /** Of PKCE, if the app sent one. */
  readonly challenge?: string | undefined
  /** How long its access tokens count. Default: two hours. */
  readonly accessMs?: number | undefined
}

export type OauthAnswer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, string | number>>
}

/** A request to `oauth2/token`: its form, and its header `Authorization`. */
export type Asking = { readonly form: URLSearchParams; readonly authorization?: string | undefined }

type Kind = keyof typeof signOnLives
type Kept<Holder> = {
  readonly kind: Kind
  readonly signOn: Given<Holder>
  readonly untilMs: number
  isUsed: boolean
}

export type Grants<Holder> = {
  /** A code, with which the browser goes to the callback address. */
  issue(signOn: Given<Holder>): string
  /** What a code or a refresh token is about, whether it counts or not. */
  findUsed(asking: Asking): Given<Holder> | undefined
  /** Answers `oauth2/token` of a company; undefined is a client that it does not know. */
  exchange(asking: Asking, client: OauthClient | undefined): OauthAnswer
  /** Who signed on with an access token that counts. */
  findHolder(authorization: string | undefined): Given<Holder> | undefined
  /** Ends sign-ons with all their codes and tokens. */
  end(isMeant: (signOn: Given<Holder>) => boolean): void
}

/** The answer of userinfo to a token that does not count. */
export const unauthorized: OauthAnswer = {
  status: 401,
  headers: { 'WWW-Authenticate': 'Bearer' },
  body: {
    error: 'unauthorized',
    error_description: 'Full authentication is required to access this resource',
  },
}

const refuse = (status: number, error: string, error_description: string): OauthAnswer => ({
  status,
  body: { error, error_description },
})
/** With more, those that have run out are forgotten. */
const mostKept = 10_000
const words = { code: 'Invalid authorization code', refresh: 'Invalid refresh token' }

/** Who asks: by a form, or by HTTP Basic. */
export function readClient({ form, authorization = '' }: Asking): { id: string; secret: string } {
  const [, basic] = /^basic (.+)$/i.exec(authorization) ?? []
  if (basic === undefined) return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' }
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(/:(.*)/s)
  return { id: decode(id), secret: decode(secret) }
}

/** RFC 6749 §2.3.1: both are written as in a form. */
const decode = (text: string): string => new URLSearchParams(`x=${text}`).get('x') ?? ''

const kindOf = ({ form }: Asking): 'code' | 'refresh' | undefined => {
  const kinds = { authorization_code: 'code', refresh_token: 'refresh' } as const
  return kinds[(form.get('grant_type') ?? '') as keyof typeof kinds]
}

/** Keeps codes and tokens in memory. `draw` makes a random text that nobody can guess. */
export function createGrants<Holder>(of: {
  readonly now: () => number
  readonly draw: () => string
}): Grants<Holder> {
  const kept = new Map<string, Kept<Holder>>()

  function keep(kind: Kind, signOn: Given<Holder>): string {
    if (kept.size > mostKept)
      for (const [secret, { untilMs }] of kept) if (untilMs <= of.now()) kept.delete(secret)
    const secret = of.draw()
    const lifeMs = kind === 'access' ? (signOn.accessMs ?? signOnLives.access) : signOnLives[kind]
    kept.set(secret, { kind, signOn, untilMs: of.now() + lifeMs, isUsed: false })
    return secret
  }

  const find = (kind: Kind, secret: string | null | undefined): Kept<Holder> | undefined => {
    const found = kept.get(secret ?? '')
    return found?.kind === kind ? found : undefined
  }
  const findShown = (asking: Asking): Kept<Holder> | undefined => {
    const kind = kindOf(asking)
    return kind && find(kind, asking.form.get(kind === 'code' ? 'code' : 'refresh_token'))
  }

  function end(isMeant: (signOn: Given<Holder>) => boolean): void {
    for (const [secret, { signOn }] of kept) if (isMeant(signOn)) kept.delete(secret)
  }

  /** Whether a code or a refresh token counts for this request. */
  function isGood({ kind, signOn, untilMs }: Kept<Holder>, { form }: Asking, client: OauthClient): boolean {
    if (signOn.clientId !== client.clientId || untilMs <= of.now()) return false
    if (kind === 'refresh') return true
    const verifier = form.get('code_verifier')
    const digest = verifier === null ? undefined : createHash('sha256').update(verifier).digest('base64url')
    return (
      digest === signOn.challenge && (form.get('redirect_uri') ?? signOn.callbackUrl) === signOn.callbackUrl
    )
  }

  function exchange(asking: Asking, client: OauthClient | undefined): OauthAnswer {
    const { id, secret } = readClient(asking)
    if (!client || id !== client.clientId || secret !== client.clientSecret)
      return refuse(401, 'invalid_client', 'Bad client credentials')
    const kind = kindOf(asking)
    if (!kind)
      return refuse(400, 'unsupported_grant_type', 'grant_type must be authorization_code or refresh_token')
    const shown = findShown(asking)
    if (!shown || !isGood(shown, asking, client)) return refuse(400, 'invalid_grant', words[kind])
    if (shown.isUsed) {
      // Somebody has it who should not (RFC 6749 §4.1.2, RFC 9700 §4.14).
      end((signOn) => signOn === shown.signOn)
      return refuse(400, 'invalid_grant', words[kind])
    }
    shown.isUsed = true
    const { signOn } = shown
    return {
      status: 200,
      body: {
        access_token: keep('access', signOn),
        token_type: 'Bearer',
        expires_in: Math.floor((signOn.accessMs ?? signOnLives.access) / 1_000),
        scope: 'get_user_info',
        refresh_token: keep('refresh', signOn),
      },
    }
  }

  return {
    issue: (signOn) => keep('code', signOn),
    findUsed: (asking) => findShown(asking)?.signOn,
    exchange,
    findHolder: (authorization = '') => {
      const [, token] = /^bearer (.+)$/i.exec(authorization) ?? []
      const found = find('access', token)
      return found && found.untilMs > of.now() ? found.signOn : undefined
    },
    end,
  }
}
