import type { Browser, Page } from 'playwright-core'
import { findBarriers, openReader, tellStop, requireFit, waitUntilSettled } from './browser.ts'
import type { Language } from './browser.ts'
import { signIn } from './client.ts'
import type { Member } from './client.ts'

export type Readers<Role extends string> = Awaited<ReturnType<typeof createReaders<Role>>>

/**
 * Signs people in, who then read pages in browsers of their own. `name` begins the names of their pictures; `dark` are
 * those who read in the dark theme.
 */
export async function createReaders<Role extends string>(
  browser: Browser,
  of: {
    readonly name: string
    readonly origin: string
    readonly emails: Readonly<Record<Role, string>>
    readonly password: string
    readonly dark: readonly NoInfer<Role>[]
  },
) {
  const { name, origin, emails, password } = of
  const roles = Object.keys(emails) as Role[]
  const members = new Map<Role, Member>()
  for (const role of roles) members.set(role, await signIn(origin, { email: emails[role], password }))
  const faults: string[] = []

  const memberOf = (role: Role): Member => {
    const member = members.get(role)
    if (!member) throw new Error(`Nobody is signed in as ${role}`)
    return member
  }

  async function open(role: Role, language: Language) {
    const reader = await openReader(browser, { language, dark: of.dark.includes(role), origin })
    const cookies = memberOf(role).cookies()
    await reader.context.addCookies(cookies.map((one) => ({ ...one, url: origin })))
    return reader
  }

  /** Opens a page for each of these people, in their languages. What stops the walk is photographed. */
  async function walk<Walking extends Role>(
    languages: Readonly<Record<Walking, Language>>,
    steps: (pages: Readonly<Record<Walking, Page>>) => Promise<void>,
  ): Promise<void> {
    const walking = Object.keys(languages) as Walking[]
    const readers = await Promise.all(
      walking.map(async (role) => ({ role, ...(await open(role, languages[role])) })),
    )
    const pages = Object.fromEntries(readers.map(({ role, page }) => [role, page]))
    try {
      await steps(pages as Readonly<Record<Walking, Page>>)
      faults.push(...readers.flatMap((reader) => reader.faults))
    } catch (error) {
      for (const { role, page } of readers) await tellStop(page, `${name}-${role}`, error)
      throw error
    } finally {
      for (const { context } of readers) await context.close()
    }
  }

  return {
    memberOf,
    walk,
    /** Runs axe, and checks that nothing is wider than the window. */
    async look(page: Page, place: string): Promise<void> {
      await waitUntilSettled(page)
      faults.push(...(await findBarriers(page)).map((barrier) => `${place}: ${barrier}`))
      await requireFit(page, `${name}-${place}`)
    },
    /** What was wrong on the pages of all walks: barriers, and the unexpected faults of their readers. */
    listFaults: (): readonly string[] => faults,
  }
}
