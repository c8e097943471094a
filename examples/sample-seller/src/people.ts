import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSso, createSsoSessions } from '@loggia/seller'
import type { AppAsked, DirectoryStore, SellerStore, SsoSession, SsoSessions } from '@loggia/seller'
import { createSqliteSessions } from '@loggia/seller/sqlite'
import type { SellerConfig } from './config.ts'

/** The application that people of companies use, whom the marketplace signs in. */
export type People = {
  /** Undefined until a company uses the application. */
  open(): SsoSessions | undefined
  describe(session: SsoSession): Promise<{ readonly company: string; readonly department: string }>
  close(): Promise<void>
}
type PeopleOptions = {
  readonly config: SellerConfig
  readonly dataFolder: string
  readonly directory: DirectoryStore
  readonly store: Pick<SellerStore, 'remember'>
  readonly nowMs: () => number
  /** The address of its page, which is known only after the server listens. */
  readonly url: () => string
  readonly say: (line: string) => void
}

const toFile = ({ config: { slug }, dataFolder }: Pick<PeopleOptions, 'config' | 'dataFolder'>): string =>
  join(dataFolder, `${slug}-app-id`)

/**
 * Keeps the ID of the first app credential with which a company uses the seller's product: whoever registers the
 * application knows its address, but not yet the ID.
 */
export function keepAppId(
  of: Pick<PeopleOptions, 'config' | 'dataFolder'>,
  { appId, change, instanceId }: AppAsked,
): void {
  if (change !== 'delete' && instanceId !== '' && !existsSync(toFile(of))) writeFileSync(toFile(of), appId)
}

export function openPeople(options: PeopleOptions): People {
  const { config, dataFolder, directory, store, nowMs: now, url, say } = options
  const { slug, kitKey: sealedBy = '' } = config
  let sessions: SsoSessions | undefined

  function open(): SsoSessions | undefined {
    if (sessions || !existsSync(toFile(options))) return sessions
    const appId = readFileSync(toFile(options), 'utf8')
    const home = url()
    const sso = createSso({
      directory,
      appId,
      callbackUrl: `${home}/callback`,
      afterLogoutUrl: home,
      sealedBy,
      store,
      now,
    })
    sessions = createSsoSessions(sso, {
      store: createSqliteSessions(join(dataFolder, `${slug}.db`), { sealedBy }),
      now,
      onRefused: ({ code, message }) => say(`sign-in ${code}: ${message}`),
    })
    return sessions
  }

  return {
    open,
    describe: async ({ tenantId, instanceId = '', person: { departmentCode } }) => {
      const of = { tenantId, instanceId }
      const departments = await directory.listDepartments(of)
      return {
        company: (await directory.findTenant(of))?.name ?? '',
        department: departments.find(({ code }) => code === departmentCode)?.name ?? departmentCode,
      }
    },
    close: async () => {
      await sessions?.close()
    },
  }
}
