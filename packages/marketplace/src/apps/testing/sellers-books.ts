// The seller's own books of what it was told over the joint kit. Written from the guides and not from our code, whose tests
// they judge: nothing of the protocol package is used here.

type Json = Readonly<Record<string, unknown>>
export type KnownOrg = { readonly name: string; readonly parent: string }
export type KnownUser = {
  readonly name: string
  readonly org: string
  readonly role: string
  readonly enable: string
} & Json
/** What a strict seller knows of one tenant of one instance. */
export type Book = {
  tenant: Json
  app?: Json
  readonly orgs: Map<string, KnownOrg>
  readonly users: Map<string, KnownUser>
}

const ok = '000000'
const invalid = '000002'
const unknown = '000003'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
/** V1 sends lists as text. */
const listOf = (value: unknown): Json[] =>
  (typeof value === 'string' ? JSON.parse(value) : (value ?? [])) as Json[]

export function createSellersBooks() {
  const books = new Map<string, Book>()
  /** Each request that was carried out, such as `authSync 1 500`. */
  const journal: string[] = []

  function syncTenant(key: string, { flag, ...tenant }: Json): string {
    const known = books.get(key)
    if (flag === 0) {
      books.delete(key)
      return ok
    }
    if (flag === 2) {
      if (!known) return unknown
      known.tenant = tenant
      return ok
    }
    if (!known) books.set(key, { tenant, orgs: new Map(), users: new Map() })
    return ok
  }

  function syncApp(book: Book, { flag, ...app }: Json): string {
    if (flag === 0) delete book.app
    else if (flag === 2) {
      if (!book.app) return unknown
      book.app = app
    } else book.app ??= app
    return ok
  }

  function hasSibling({ orgs }: Book, code: string, { name, parent }: KnownOrg): boolean {
    return [...orgs].some(([other, org]) => other !== code && org.parent === parent && org.name === name)
  }

  function isBelow({ orgs }: Book, code: string, parent: string): boolean {
    for (let at = parent; at !== ''; at = orgs.get(at)?.parent ?? '') if (at === code) return true
    return false
  }

  function syncOrg(book: Book, { flag, orgCode, orgName, name, parentCode }: Json): string {
    const code = text(orgCode)
    const org = { name: text(orgName ?? name), parent: text(parentCode) }
    if (flag === 0) {
      if ([...book.orgs.values()].some(({ parent }) => parent === code)) return invalid
      if ([...book.users.values()].some((user) => user.org === code)) return invalid
      book.orgs.delete(code)
      return ok
    }
    if (code === '' || org.name === '') return invalid
    if (flag === 1 && book.orgs.has(code)) return ok
    if (flag === 2 && !book.orgs.has(code)) return unknown
    if (org.parent !== '' && !book.orgs.has(org.parent)) return invalid
    if (isBelow(book, code, org.parent) || hasSibling(book, code, org)) return invalid
    book.orgs.set(code, org)
    return ok
  }

  function syncAllOrgs(book: Book, { orgInfoList, orgInfo }: Json): string {
    const list = listOf(orgInfoList ?? orgInfo)
    const codes = new Set(list.map(({ orgCode }) => text(orgCode)))
    const places = new Set(
      list.map(({ orgName, name, parentCode }) => `${text(parentCode)} ${text(orgName ?? name)}`),
    )
    if (codes.size < list.length || places.size < list.length) return invalid
    if (list.some(({ parentCode }) => text(parentCode) !== '' && !codes.has(text(parentCode)))) return invalid
    for (const { orgCode, orgName, name, parentCode } of list)
      book.orgs.set(text(orgCode), { name: text(orgName ?? name), parent: text(parentCode) })
    return ok
  }

  function syncUsers(book: Book, { flag, userList }: Json): string {
    const list = listOf(userList)
    if (!book.app || list.length === 0 || list.length > 500) return invalid
    const isGone = flag === 0 || flag === 3
    if (!isGone && list.some(({ orgCode }) => !book.orgs.has(text(orgCode)))) return invalid
    if (flag === 2 && list.some(({ userName }) => !book.users.has(text(userName)))) return unknown
    for (const { userName, orgCode, extension, ...user } of list) {
      const name = text(userName)
      if (isGone) book.users.delete(name)
      else if (flag === 2 || !book.users.has(name))
        book.users.set(name, { ...user, ...(extension as Json | undefined), org: text(orgCode) } as KnownUser)
    }
    return ok
  }

  /** Carries a request out, and gives the result code. */
  function carryOut(activity: string, body: string): string {
    const told = JSON.parse(body) as Json
    const list = listOf(told.userList ?? told.orgInfoList ?? told.orgInfo).length
    const flag = told.flag === undefined ? '' : ` ${Number(told.flag)}`
    journal.push(`${activity}${flag}${list > 0 ? ` ${list}` : ''}`)
    const key = `${text(told.instanceId)}/${text(told.tenantId)}`
    if (activity === 'tenantSync') return syncTenant(key, told)
    const book = books.get(key)
    if (!book) return told.flag === 0 || told.flag === 3 ? ok : unknown
    if (activity === 'applicationSync') return syncApp(book, told)
    if (activity === 'singleOrgSync') return syncOrg(book, told)
    if (activity === 'allOrgSync') return syncAllOrgs(book, told)
    return activity === 'authSync' ? syncUsers(book, told) : invalid
  }

  return {
    carryOut,
    books,
    /** What was carried out since the last time. */
    takeJournal: () => journal.splice(0),
    clear() {
      books.clear()
      journal.length = 0
    },
  }
}
export type SellersBooks = ReturnType<typeof createSellersBooks>
