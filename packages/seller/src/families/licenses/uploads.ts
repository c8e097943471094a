import { LicenseApiError } from '../../licenses/license-api-error.ts'
import type { LicenseApi } from '../../licenses/license-api.ts'
import type { MarketErrorCode } from '../../open-apis/market-error.ts'
import type { SellerProblem } from '../../problems.ts'
import type { LicenseChange, SellerStore, StoredLicense } from '../../stores/store.ts'
import type { Once, WorkDone } from '../../tasks/once.ts'
import { decodeLicense } from './content.ts'
import { createUploadTurns } from './upload-turns.ts'
import type { UploadVerdict } from './upload-turns.ts'

/** Sends licenses to the marketplace, and goes on until it has them. */
export type LicenseUploads = {
  /** Begins to send a license that is due, if no process is doing so, and does not wait for it. */
  start(licenseId: string): Promise<void>
  /** The same for the licenses that are due: of a process that died, or that could not be sent before. */
  startDue(): Promise<void>
  /** Begins with nothing more. */
  stop(): void
}

type Options = {
  readonly api: Pick<LicenseApi, 'upload'>
  readonly store: SellerStore
  readonly once: Once
  readonly now: () => number
  readonly onProblem: (problem: SellerProblem) => void
}

const everyMs = 60_000
const most = 20
const longestPauseMs = 3_600_000
/** With the growing pauses, for about a day. */
const mostFailures = 30

/** Refusals by which the marketplace says that no further try will succeed. */
const finalRefusals: readonly string[] = ['denied', 'contentRefused', 'resourceInvalid']

/** What is stored about an upload, and how the marketplace took it. */
type Sent = { readonly change: LicenseChange; readonly verdict?: UploadVerdict | undefined }

const verdicts: Partial<Record<MarketErrorCode, UploadVerdict>> = {
  unauthenticated: 'refused',
  unreachable: 'unanswered',
  timedOut: 'unanswered',
}

/** For sellers that upload no licenses. */
export const noUploads: LicenseUploads = {
  start: async () => undefined,
  startDue: async () => undefined,
  stop: () => undefined,
}

/**
 * Creates what sends licenses. A license is in the store before it is sent, and stays due until the marketplace has it.
 */
export function createLicenseUploads({ api, store, once, now, onProblem }: Options): LicenseUploads {
  const turns = createUploadTurns({ now })

  async function start(licenseId: string): Promise<void> {
    const work = async (): Promise<WorkDone> => {
      await turns.take(() => sendIfDue(licenseId))
      return { result: null, keep: 'never' }
    }
    await once.resume({ key: JSON.stringify(['upload', licenseId]), value: '', work })
  }

  async function sendIfDue(licenseId: string): Promise<UploadVerdict | undefined> {
    const license = await store.findLicense(licenseId)
    if (license?.state !== 'made' || (license.dueAtMs ?? 0) > now()) return undefined
    const { change, verdict } = await send(license)
    await store.changeLicense(change)
    return verdict
  }

  /** Sends it once, with the client's own tries, and returns what is stored about that. */
  async function send(license: StoredLicense): Promise<Sent> {
    const { licenseId, eventId, content } = license
    if (eventId === undefined || content === undefined)
      return { change: toFailed(license, 'content_missing') }
    try {
      const sent = await api.upload(eventId, decodeLicense(content))
      const change: LicenseChange = sent.ok
        ? { licenseId, from: 'made', state: 'delivered' }
        : toFailed(license, sent.code, sent.message)
      return { change, verdict: 'accepted' }
    } catch (error) {
      const code = error instanceof LicenseApiError ? error.code : undefined
      return { change: toFailed(license, code ?? 'failed', error), verdict: code && verdicts[code] }
    }
  }

  function toFailed(license: StoredLicense, detail: string, cause?: unknown): LicenseChange {
    const { licenseId, instanceId, isTest } = license
    const failures = license.failures + 1
    // The event of a test call may be made up, so that the marketplace does not know it.
    const isOver = isTest || failures >= mostFailures || finalRefusals.includes(detail)
    if (!(isTest && detail === 'applicationUnknown') && (failures === 1 || isOver))
      onProblem({
        code: 'upload_failed',
        message: `The license ${licenseId} could not be uploaded (${detail})${isOver ? ', and is not tried again' : '; it is tried again'}.`,
        detail,
        activity: 'apply',
        instanceId,
        error: cause,
      })
    const dueAtMs = now() + Math.min(everyMs * 2 ** (failures - 1), longestPauseMs)
    return { licenseId, from: 'made', state: isOver ? 'refused' : 'made', failures, dueAtMs }
  }

  async function startDue(): Promise<void> {
    for (const licenseId of await store.listLicenses({ state: 'made', untilMs: now(), most }))
      await start(licenseId)
  }

  const timer = setInterval(() => {
    startDue().catch((error: unknown) =>
      onProblem({ code: 'store_failed', message: 'The licenses that are due could not be read.', error }),
    )
  }, everyMs)
  // It does not keep the process alive; in some runtimes a timer is a plain number.
  ;(timer as { readonly unref?: () => unknown }).unref?.()

  return { start, startDue, stop: () => clearInterval(timer) }
}
