import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDirectoryHandlers } from '@loggia/seller'
import type { DirectoryStore, KitHandlers } from '@loggia/seller'
import { createSqliteDirectory } from '@loggia/seller/sqlite'
import type { SellerConfig } from './config.ts'
import { keepAppId } from './people.ts'

/** What a seller needs for the joint kit: its options, and the directory that the handlers fill. */
export type Kit = {
  readonly options: { readonly kitKey: string; readonly kitPrivateKey: string; readonly kit: KitHandlers }
  readonly directory: DirectoryStore
  /** Of the app credential, as PEM. */
  readonly publicKey: string
}
type KitOptions = {
  readonly config: SellerConfig
  readonly dataFolder: string
  readonly say: (line: string) => void
}

/** Keeps the companies that use the seller's products, with their people; only with a key of the joint kit. */
export function openKit({ config, dataFolder, say }: KitOptions): Kit | undefined {
  const { slug, kitKey } = config
  if (kitKey === undefined) return undefined
  const directory = createSqliteDirectory(join(dataFolder, `${slug}.db`), { sealedBy: kitKey })
  const kitPrivateKey = readPrivateKey(join(dataFolder, `${slug}-kit.pem`))
  const publicKey = createPublicKey(kitPrivateKey).export({ format: 'pem', type: 'spki' }).toString()
  // For whoever creates the app credential by hand.
  writeFileSync(join(dataFolder, `${slug}-kit-public.pem`), publicKey)
  const kit = createDirectoryHandlers(directory, {
    syncEnterprise: ({ change, tenantId }) => say(`company ${tenantId}: ${change}`),
    syncApp: (asked) => keepAppId({ config, dataFolder }, asked),
    syncPeople: ({ change, people, tenantId }) =>
      say(`company ${tenantId}: ${change} of ${people.length} people`),
  })
  return { options: { kitKey, kitPrivateKey, kit }, directory, publicKey }
}

/** The private key of the app credential, which is made at the first start and never leaves this machine. */
function readPrivateKey(file: string): string {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}
