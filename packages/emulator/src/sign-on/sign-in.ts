import type { EmulatorHost } from '@loggia/marketplace/embedded'
import { openBrowser } from '@loggia/protocol/sign-on'
import { emulatorProblems } from '../problems.ts'
import type { Seed } from '../seed.ts'
import type { SignInAsk, SignedIn } from './schema.ts'

/** Signs somebody of the company in to the app under test, as their browser would. */
export function createSignIn({ market: { directory }, platform }: EmulatorHost, seed: Seed, url: string) {
  const isAsked = ({ origin, pathname }: URL): boolean =>
    origin === url && pathname.endsWith('/api/v1/oauth2/authorize')

  /** Throws `emulator.person_unknown`. */
  async function requirePerson(person: string): Promise<void> {
    const people = await directory.listPeople(platform.db, {
      enterpriseId: seed.enterpriseId,
      all: true,
      limit: 1000,
    })
    if (!people.some(({ userName }) => userName === person))
      throw emulatorProblems.person_unknown({ person: person.slice(0, 80) })
  }

  /** Throws `emulator.start_unreachable`, `emulator.start_elsewhere`, `emulator.person_unknown`. */
  return async ({ start, person }: SignInAsk): Promise<SignedIn> => {
    if (person !== undefined) await requirePerson(person)
    if (!/^https?:$/.test(URL.parse(start)?.protocol ?? ''))
      throw emulatorProblems.start_unreachable({ start })
    const browser = openBrowser()
    const asked = await browser.go(start, { until: isAsked }).catch((cause: unknown) => {
      throw emulatorProblems.start_unreachable({ start }, cause)
    })
    if (!isAsked(new URL(asked.url)))
      throw emulatorProblems.start_elsewhere({ url: asked.url.slice(0, 200), status: asked.status })
    const body = new URLSearchParams(person === undefined ? { refuse: '1' } : { person }).toString()
    const visited = await browser.go(asked.url, { method: 'POST', body })
    return { ...visited, cookies: Object.fromEntries(browser.cookiesOf(start)) }
  }
}
