import type { Context } from '../context.ts'
import { encodeLicense, readLicense } from './content.ts'
import type { License } from './handlers.ts'

/** Stores a license that was promised with `answerLater()`, and sends it. False if no such license is waited for. */
export async function announceLicensed(
  { store, now, uploads }: Pick<Context, 'store' | 'now' | 'uploads'>,
  licenseId: string,
  license: License,
): Promise<boolean> {
  const content = encodeLicense(readLicense(license, 'licensed'))
  const isFirst = await store.changeLicense({
    licenseId,
    from: 'promised',
    state: 'made',
    content,
    dueAtMs: now(),
  })
  if (isFirst) await uploads.start(licenseId)
  return isFirst
}
