import type { SignOnRequest } from './wire.ts'

type Headers = SignOnRequest['headers']
const name = 'loggia_sign_on'

/** Who is signed in at the address of the company, by browser. */
export function createSessions(draw: () => string) {
  const open = new Map<string, string>()
  const readId = ({ cookie }: Headers): string | undefined =>
    new RegExp(`(?:^|;\\s*)${name}=([^;]+)`).exec(String(cookie ?? ''))?.[1]

  return {
    find(headers: Headers): { readonly id: string; readonly userName: string } | undefined {
      const id = readId(headers)
      const userName = open.get(id ?? '')
      return id === undefined || userName === undefined ? undefined : { id, userName }
    },
    open(userName: string): string {
      const id = draw()
      open.set(id, userName)
      return id
    },
    /** Ends the session of a browser, and gives its id. */
    end(headers: Headers): string | undefined {
      const id = readId(headers)
      return id !== undefined && open.delete(id) ? id : undefined
    },
    /** The line for `Set-Cookie`; without an id, the cookie is deleted. */
    writeCookie: (id: string, tenantCode: string): string =>
      `${name}=${id}; Path=/tenants/${tenantCode}; HttpOnly; SameSite=Lax${id === '' ? '; Max-Age=0' : ''}`,
    clear: (): void => open.clear(),
  }
}
