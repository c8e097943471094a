import { omitUndefined } from '@loggia/kernel'
import type { Department, Person } from '../families/kit/handlers.ts'
import type { Box } from '../stores/box.ts'
import type { Entry, EntryTable, Place } from './entries.ts'

/** A company that uses the product through one purchase; on the seller's side the instance is empty. */
export type OfTenant = { readonly instanceId: string; readonly tenantId: string }
/** The app of a company. */
export type OfApp = OfTenant & { readonly appId: string }

/** A company. */
export type DirectoryTenant = OfTenant & {
  readonly orderId: string
  readonly code: string
  readonly name: string
  readonly domainName: string
  /** True if it is that of a debugging call or of a test account. */
  readonly isTest: boolean
}
/** With what the app identifies itself to the identity provider of a company. */
export type DirectoryApp = OfApp & { readonly clientId: string; readonly clientSecret: string }
/** A department of a company. */
export type DirectoryDepartment = OfTenant & Department
/** A person who may use the app, unless they are disabled. */
export type DirectoryPerson = OfApp & Person

/**
 * The companies that use a seller's products, with their apps, departments and people, as the marketplace told them.
 * Storing what is there replaces it, and deleting what is not there does nothing, so every call may be repeated. Several
 * processes may share a directory.
 */
export type DirectoryStore = {
  putTenant(tenant: DirectoryTenant): Promise<void>
  /** Deletes a company with everything that belongs to it. */
  deleteTenant(of: OfTenant): Promise<void>
  putApp(app: DirectoryApp): Promise<void>
  /** Deletes an app with its people. */
  deleteApp(of: OfApp): Promise<void>
  /** Stores departments; others stay as they are. */
  putDepartments(of: OfTenant, departments: readonly Department[]): Promise<void>
  deleteDepartment(of: OfTenant, code: string): Promise<void>
  /** Stores people; others stay as they are. */
  putPeople(of: OfApp, people: readonly Person[]): Promise<void>
  deletePeople(of: OfApp, userNames: readonly string[]): Promise<void>
  findTenant(of: OfTenant): Promise<DirectoryTenant | undefined>
  /** Every company, such as to find those with a code; or those with this ID, which are one for each purchase. */
  listTenants(tenantId?: string): Promise<DirectoryTenant[]>
  /** Rejects if its secret was sealed with a key that is no longer given. */
  findApp(of: OfApp): Promise<DirectoryApp | undefined>
  listDepartments(of: OfTenant): Promise<DirectoryDepartment[]>
  findPerson(of: OfApp, userName: string): Promise<DirectoryPerson | undefined>
  listPeople(of: OfApp): Promise<DirectoryPerson[]>
  /** Closes what the directory itself opened. */
  close?(): Promise<void> | void
}

const at = ({ instanceId, tenantId }: OfTenant) => ({ instanceId, tenantId })
const atApp = (of: OfApp) => ({ ...at(of), appId: of.appId })
const first = async <T>(found: Promise<T[]>): Promise<T | undefined> => (await found)[0]

/** The row of an app, for the seal of its secret. */
const rowOf = ({ instanceId, tenantId, appId }: OfApp): string =>
  JSON.stringify([instanceId, tenantId, appId])

/** Creates a directory on a table of entries. `boxes` seal the secrets of apps, with the first of them. */
export function createDirectory(table: EntryTable, boxes: readonly Box[] = []): DirectoryStore {
  const [current] = boxes
  const seal = (app: DirectoryApp): DirectoryApp =>
    current ? { ...app, clientSecret: current.seal(app.clientSecret, rowOf(app)) } : app
  function open(app: DirectoryApp): DirectoryApp {
    if (!current) return app
    for (const box of boxes) {
      const clientSecret = box.open(app.clientSecret, rowOf(app))
      if (clientSecret !== undefined) return { ...app, clientSecret }
    }
    throw new Error('The secret of an app was sealed with a key that is no longer given in sealedBy.')
  }
  async function list<T>(place: Place): Promise<T[]> {
    return (await table.list(place)).map(({ instanceId, tenantId, appId, facts }) => {
      const key = appId === '' ? { instanceId, tenantId } : { instanceId, tenantId, appId }
      return { ...key, ...(JSON.parse(facts) as object) } as T
    })
  }
  const toEntry = (place: Omit<Entry, 'facts'>, facts: object): Entry => ({
    ...place,
    facts: JSON.stringify(facts),
  })
  return omitUndefined({
    putTenant: ({ instanceId, tenantId, ...facts }: DirectoryTenant) =>
      table.put([toEntry({ kind: 'tenant', instanceId, tenantId, appId: '', name: '' }, facts)]),
    deleteTenant: (of: OfTenant) => table.remove([at(of)]),
    putApp: (app: DirectoryApp) => {
      const { instanceId, tenantId, appId, ...facts } = seal(app)
      return table.put([toEntry({ kind: 'app', instanceId, tenantId, appId, name: '' }, facts)])
    },
    deleteApp: (of: OfApp) => table.remove([atApp(of)]),
    putDepartments: (of: OfTenant, departments: readonly Department[]) =>
      table.put(
        departments.map((one) => toEntry({ kind: 'department', ...at(of), appId: '', name: one.code }, one)),
      ),
    deleteDepartment: (of: OfTenant, code: string) =>
      table.remove([{ kind: 'department', ...at(of), name: code }]),
    putPeople: (of: OfApp, people: readonly Person[]) =>
      table.put(people.map((one) => toEntry({ kind: 'person', ...atApp(of), name: one.userName }, one))),
    deletePeople: (of: OfApp, userNames: readonly string[]) =>
      table.remove(userNames.map((name) => ({ kind: 'person', ...atApp(of), name }))),
    findTenant: (of: OfTenant) => first(list<DirectoryTenant>({ kind: 'tenant', ...at(of) })),
    listTenants: (tenantId?: string) =>
      list<DirectoryTenant>(tenantId === undefined ? { kind: 'tenant' } : { kind: 'tenant', tenantId }),
    findApp: async (of: OfApp) => {
      const app = await first(list<DirectoryApp>({ kind: 'app', ...atApp(of) }))
      return app && open(app)
    },
    listDepartments: (of: OfTenant) => list<DirectoryDepartment>({ kind: 'department', ...at(of) }),
    findPerson: (of: OfApp, userName: string) =>
      first(list<DirectoryPerson>({ kind: 'person', ...atApp(of), name: userName })),
    listPeople: (of: OfApp) => list<DirectoryPerson>({ kind: 'person', ...atApp(of) }),
    close: table.close,
  })
}
