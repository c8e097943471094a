// Judges what a seller was told over the joint kit, from the seller's own journal. Written from the published guides:
// nothing of the marketplace is used here.

type Json = Readonly<Record<string, unknown>>
/** A request that the seller carried out, whether or not its answer arrived. */
export type ToldLine = { readonly interface: string; readonly body: Json }

export type KnownPerson = {
  readonly name: string
  readonly department: string
  readonly role: string
  readonly enabled: boolean
}
export type KnownCompany = {
  /** By code: its name, and the code of the department above it or ''. */
  readonly departments: Readonly<Record<string, string>>
  /** By user name. */
  readonly people: Readonly<Record<string, KnownPerson>>
}

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const text = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value)
const placeOf = ({ orgName, parentCode }: Json): string => `${text(orgName)} < ${text(parentCode)}`

/** A request of the journal that no seller could carry out in good order. */
type Objection = string
type Book = {
  hasCompany: boolean
  hasApp: boolean
  readonly departments: Map<string, string>
  readonly people: Map<string, KnownPerson>
}

/** Takes over one request; gives what was wrong with it. */
function takeOver(book: Book, { interface: name, body }: ToldLine): Objection | undefined {
  const flag = body['flag']
  if (name === 'tenantSync') {
    book.hasCompany = flag !== 0
    return undefined
  }
  if (!book.hasCompany) return `${name} came before the company`
  switch (name) {
    case 'applicationSync':
      book.hasApp = flag !== 0
      return undefined
    case 'singleOrgSync':
      if (flag === 0) book.departments.delete(text(body['orgCode']))
      else if (flag === 2 || !book.departments.has(text(body['orgCode'])))
        book.departments.set(text(body['orgCode']), placeOf(body))
      return undefined
    case 'allOrgSync':
      for (const one of listOf(body['orgInfoList'])) book.departments.set(text(one['orgCode']), placeOf(one))
      return undefined
    case 'authSync':
      return takeOverPeople(book, flag, listOf(body['userList']))
    default:
      return `${name} is no interface of the kit`
  }
}

function takeOverPeople(book: Book, flag: unknown, list: readonly Json[]): Objection | undefined {
  if (!book.hasApp) return 'people came before the app'
  if (list.length === 0 || list.length > 500) return `one call had ${list.length} people`
  for (const one of list) {
    const userName = text(one['userName'])
    if (flag === 0 || flag === 3) {
      book.people.delete(userName)
      continue
    }
    const department = text(one['orgCode'])
    if (!book.departments.has(department)) return `${userName} is in ${department}, which was not told`
    if (flag === 1 && book.people.has(userName)) continue
    book.people.set(userName, {
      name: text(one['name']),
      department,
      role: text(one['role']),
      enabled: text(one['enable']) === 'true',
    })
  }
  return undefined
}

/** What is wrong with a journal of one company, at whose end its seller should know this; empty if nothing is. */
export function judgeKit(journal: readonly ToldLine[], wanted: KnownCompany): string[] {
  const book: Book = { hasCompany: false, hasApp: false, departments: new Map(), people: new Map() }
  const objections = journal.flatMap((line, nth) => {
    const objection = takeOver(book, line)
    return objection === undefined ? [] : [`line ${nth + 1}: ${objection}`]
  })
  return [
    ...objections,
    ...compare('department', Object.fromEntries(book.departments), wanted.departments),
    ...compare('person', Object.fromEntries(book.people), wanted.people),
  ]
}

function compare(
  what: string,
  known: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
) {
  const keys = new Set([...Object.keys(known), ...Object.keys(wanted)])
  return [...keys].flatMap((key) => {
    const [is, should] = [JSON.stringify(known[key]), JSON.stringify(wanted[key])]
    return is === should ? [] : [`${what} ${key}: known as ${is}, should be ${should}`]
  })
}
