import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toIso } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { readMigrations, createSeal } from '../../../platform/index.ts'
import type { Database, Platform } from '../../../platform/index.ts'
import { shrinkFolder, openEmbedded } from '../../pglite.ts'
import { hasDatabase, isUsable, packTemplate, readTemplate, templateFile, restoreTemplate } from './pack.ts'
import { markTemplate, renewRows, templateSecret } from './renew.ts'

export { templateFile, templateSecret }

type Chance = Platform['randomBytes']
/** What makes an unpacked demo this installation's own. */
export type Renewing = (
  db: Database,
  own: { readonly now: Instant; readonly secret: string; readonly randomBytes: Chance },
) => Promise<void>

const parts = ['database', 'media', 'sample-seller']

/**
 * Unpacks the demo into a data folder that has no database yet. Without a usable template, the folder stays as it is, and
 * the demo is made step by step, which takes a minute.
 */
export async function restoreDemo(dataFolder: string): Promise<void> {
  if (await hasDatabase(dataFolder)) return
  const template = await readTemplate()
  if (template && isUsable(template.head, await readMigrations())) await restoreTemplate(template, dataFolder)
}

/** Does nothing if the database was not just unpacked. */
export const renewDemo: Renewing = (db, { now, secret, randomBytes }) =>
  renewRows(db, {
    now,
    from: createSeal(templateSecret, randomBytes),
    to: createSeal(secret, randomBytes),
  })

/** Makes the template of a data folder that no server uses. Returns the size of its file in bytes. */
export async function packDemo(dataFolder: string, at: Instant): Promise<number> {
  const db = await openEmbedded(join(dataFolder, 'database'))
  await markTemplate(db, at)
  await db.close()
  await shrinkFolder(join(dataFolder, 'database'))
  const migrations = (await readMigrations()).map(({ name, hash }) => ({ name, hash }))
  const packed = await packTemplate(dataFolder, parts, { at: toIso(at), migrations })
  await writeFile(templateFile, packed)
  return packed.length
}
