import type { DirectoryStore } from '../directory/directory.ts'
import type { Person } from '../families/kit/handlers.ts'

/** A company, and if needed one of its purchases. */
export type SsoAsked = {
  readonly tenantId: string
  /** Needed only if the company uses the product through several purchases, each with a client of its own. */
  readonly instanceId?: string | undefined
}

/** With what the people of a company are signed in, as tenantSync and applicationSync told it. */
export type SsoTenant = {
  readonly tenantId: string
  readonly domainName: string
  readonly clientId: string
  /** Decrypted. */
  readonly clientSecret: string
}

type InDirectory = {
  /** The directory that the calls of the joint kit fill. */
  readonly directory: DirectoryStore
  /** The ID of your app credential. */
  readonly appId: string
}
type ByFunctions = {
  readonly directory?: undefined
  readonly appId?: undefined
  /** Finds the company that the marketplace has told of; undefined if there is none. */
  findTenant(asked: SsoAsked): SsoTenant | undefined | Promise<SsoTenant | undefined>
  /** Finds a person who may use the app; undefined if they may not. A disabled one has `isEnabled` false. */
  findPerson(asked: SsoAsked, userName: string): Person | undefined | Promise<Person | undefined>
}

/** Where companies and people are looked up: in a directory, or by functions of yours. */
export type SsoSource = InDirectory | ByFunctions

/** A client of a company, with the purchases that it is for; none if they are not known. */
export type Client = SsoTenant & { readonly instanceIds: readonly string[] }

/** A person, and through which purchase they use the app. */
export type Found = { readonly person: Person; readonly instanceId?: string | undefined }

/** Companies and people, wherever they are kept. */
export type Tenants = {
  /** One client, unless the company has several purchases whose clients differ. */
  listClients(asked: SsoAsked): Promise<Client[]>
  findPerson(
    of: { readonly tenantId: string; readonly instanceIds: readonly string[] },
    userName: string,
  ): Promise<Found | undefined>
}

/** Opens the source that the options name. */
export const openTenants = (source: SsoSource): Tenants =>
  source.directory === undefined ? openFunctions(source) : openDirectory(source)

function openDirectory({ directory, appId }: InDirectory): Tenants {
  async function listClients({ tenantId, instanceId }: SsoAsked): Promise<Client[]> {
    const clients = new Map<string, Client>()
    for (const tenant of await directory.listTenants(tenantId)) {
      if (tenant.tenantId !== tenantId || (instanceId ?? tenant.instanceId) !== tenant.instanceId) continue
      const app = await directory.findApp({ ...tenant, appId })
      if (!app) continue
      const { clientId, clientSecret } = app
      const { domainName } = tenant
      const instanceIds = [...(clients.get(clientId)?.instanceIds ?? []), tenant.instanceId]
      clients.set(clientId, { tenantId, domainName, clientId, clientSecret, instanceIds })
    }
    return [...clients.values()]
  }
  return {
    listClients,
    findPerson: async ({ tenantId, instanceIds }, userName) => {
      let disabled: Found | undefined
      for (const instanceId of instanceIds) {
        const person = await directory.findPerson({ tenantId, instanceId, appId }, userName)
        if (person?.isEnabled) return { person, instanceId }
        if (person) disabled = { person, instanceId }
      }
      return disabled
    },
  }
}

function openFunctions(source: ByFunctions): Tenants {
  return {
    listClients: async (asked) => {
      const tenant = await source.findTenant(asked)
      return tenant
        ? [{ ...tenant, instanceIds: asked.instanceId === undefined ? [] : [asked.instanceId] }]
        : []
    },
    findPerson: async ({ tenantId, instanceIds: [instanceId] }, userName) => {
      const person = await source.findPerson({ tenantId, instanceId }, userName)
      return person && { person, instanceId }
    },
  }
}
