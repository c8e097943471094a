import type { Flaw } from './flaws.ts'

/** A company, as the server was told of it. */
export type Company = {
  readonly tenantId: string
  readonly domainName: string
  readonly clientId: string
  readonly clientSecret: string
}
export type Tokens = {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresIn: number
}
type User = { readonly userName: string; readonly tenant: string }

/** What a seller asks a marketplace; undefined if there was no answer. */
export type Market = {
  askTokens(company: Company, form: Readonly<Record<string, string>>): Promise<Tokens | 'refused' | undefined>
  askUser(company: Company, tokens: Tokens): Promise<User | undefined>
}

const limitMs = 400

export function createMarket(has: (flaw: Flaw) => boolean): Market {
  async function ask(url: string, init: RequestInit): Promise<{ status: number; body: unknown } | undefined> {
    try {
      const signal = has('waits-for-ever') ? {} : { signal: AbortSignal.timeout(limitMs) }
      const reply = await fetch(url, { ...init, ...signal })
      return { status: reply.status, body: await reply.json() }
    } catch {
      return undefined
    }
  }

  return {
    async askTokens({ domainName, clientId, clientSecret }, form) {
      const body = new URLSearchParams({ ...form, client_id: clientId, client_secret: clientSecret })
      const told = await ask(`${domainName}/api/v1/oauth2/token`, { method: 'POST', body })
      if (!told || told.status >= 500) return undefined
      const { access_token, refresh_token, expires_in } = told.body as Readonly<Record<string, unknown>>
      if (typeof access_token !== 'string') return 'refused'
      return { accessToken: access_token, refreshToken: String(refresh_token), expiresIn: Number(expires_in) }
    },
    async askUser({ domainName }, { accessToken }) {
      const url = `${domainName}/api/v1/oauth2/userinfo`
      const told = has('puts-the-token-into-the-address')
        ? await ask(`${url}?access_token=${accessToken}`, {})
        : await ask(url, { headers: { Authorization: `Bearer ${accessToken}` } })
      return told?.status === 200 ? (told.body as User) : undefined
    },
  }
}
