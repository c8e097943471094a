import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDirectoryHandlers, createSeller, createSso, createSsoSessions } from '@loggia/seller'
import type { DirectoryStore, DirectoryTenant, Seller, SsoSessions } from '@loggia/seller'
import { createSqliteDirectory, createSqliteSessions, createSqliteStore } from '@loggia/seller/sqlite'
import type { Config } from './config.ts'

export type AppOptions = Config & {
  readonly publicUrl: string
  readonly now: () => number
  /** Called with one line for each event, without keys, tokens or people's data. */
  readonly log: (line: string) => void
}
export type App = {
  readonly seller: Seller
  readonly directory: DirectoryStore
  /** Undefined until there is an app credential. */
  readonly sessions: SsoSessions | undefined
  /** Finds the company with this code that uses the app. */
  findCompany(code: string): Promise<DirectoryTenant | undefined>
  /** Of the app credential, as PEM. */
  readonly publicKey: string
  close(): Promise<void>
}

/** Opens the application with everything that the marketplace has told before. */
export function openApp(options: AppOptions): App {
  const { accessKey, kitKey, appId = '', dataFolder, publicUrl, now, log } = options
  mkdirSync(dataFolder, { recursive: true })
  const file = join(dataFolder, 'app.db')
  const store = createSqliteStore(file, { now })
  const directory = createSqliteDirectory(file, { sealedBy: kitKey })
  const kitPrivateKey = readPrivateKey(join(dataFolder, 'kit.pem'))
  const publicKey = createPublicKey(kitPrivateKey).export({ format: 'pem', type: 'spki' }).toString()
  writeFileSync(join(dataFolder, 'kit-public.pem'), publicKey)

  const seller = createSeller({
    accessKey,
    kitKey,
    kitPrivateKey,
    store,
    now,
    onProblem: ({ code, message }) => log(`${code}: ${message}`),
    saas: { open: () => ({ frontEndUrl: publicUrl }) },
    kit: createDirectoryHandlers(directory, {
      syncEnterprise: ({ change, tenantId }) => log(`company ${tenantId}: ${change}`),
      syncPeople: ({ change, people, tenantId }) =>
        log(`company ${tenantId}: ${change} of ${people.length} people`),
    }),
  })
  const sessions = openSessions(options, { store, directory, file })

  async function findCompany(code: string): Promise<DirectoryTenant | undefined> {
    for (const tenant of await directory.listTenants())
      if (tenant.code === code && (await directory.findApp({ ...tenant, appId }))) return tenant
    return undefined
  }

  return {
    seller,
    directory,
    sessions,
    findCompany,
    publicKey,
    close: async () => {
      await sessions?.close()
      await directory.close?.()
      await seller.close()
    },
  }
}

type Kept = {
  readonly store: ReturnType<typeof createSqliteStore>
  readonly directory: DirectoryStore
  readonly file: string
}

/** The sign-in, which begins at the company's own address and comes back to `/sso/callback`. */
function openSessions(
  { appId, kitKey, publicUrl, now, log }: AppOptions,
  { store, directory, file }: Kept,
): SsoSessions | undefined {
  if (appId === undefined) return undefined
  const sso = createSso({
    directory,
    appId,
    callbackUrl: `${publicUrl}/sso/callback`,
    sealedBy: kitKey,
    store,
    now,
  })
  return createSsoSessions(sso, {
    store: createSqliteSessions(file, { sealedBy: kitKey }),
    now,
    onRefused: ({ code, message }) => log(`sign-in ${code}: ${message}`),
  })
}

/** The private key of the app credential, which is made at the first start and never leaves this machine. */
function readPrivateKey(file: string): string {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}
