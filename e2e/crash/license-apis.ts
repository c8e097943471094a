import { writeUploadPath } from '@loggia/protocol/license/open-apis'
import { signAkSk } from '@loggia/signing'
import type { LicenseUpload } from './license-told.ts'
import type { SeededLicenses } from './seeded.ts'

const patienceMs = 60_000

/** The marketplace says that it has failed: the request is sent again, like one without an answer. */
const faults: ReadonlySet<string> = new Set(['92020001', '91381036'])
const readCode = (body: string): string => String((JSON.parse(body) as { error_code: unknown }).error_code)

/** Where the marketplace is now, and the key with which a seller's software asks it. */
export type Asking = { address(): string; readonly apiKey: SeededLicenses['apiKey'] }
type Sent = { readonly path: string; readonly type: string; readonly body: string }

/** Asks an open API as the seller's software does, again and again until there is an answer; gives its code. */
export async function askApi({ address, apiKey }: Asking, { path, type, body }: Sent): Promise<string> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const base = address()
    const headers = { host: new URL(base).host, 'content-type': type }
    const request = { method: 'POST', target: path, headers, body }
    const signed = signAkSk({ ...apiKey, request, timeMs: Date.now() })
    const reply = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { ...headers, ...signed.headers },
      body,
      signal: AbortSignal.timeout(5_000),
    })
      .then(async (one) => ({ ok: one.ok, status: one.status, read: await one.text() }))
      .catch(() => undefined)
    const code = reply?.ok ? readCode(reply.read) : undefined
    if (code !== undefined && !faults.has(code)) return code
    if (performance.now() > deadline)
      throw new Error(`${path} was not answered, or with ${code ?? reply?.status}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const boundary = 'crash'
const uploadOf = (eventId: string, text: string): Sent => ({
  path: writeUploadPath(eventId),
  type: `multipart/form-data; boundary=${boundary}`,
  body: `--${boundary}\r\nContent-Disposition: form-data; name="isvUpdateFileReq"\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({ type: 'CHARACTERS', characters: text })}\r\n--${boundary}--\r\n`,
})

export type Uploads = {
  /** The seller has taken an application: two uploads of the same license follow. */
  issue(asked: { readonly eventId: string; readonly fingerprint: string }): void
  readonly made: readonly LicenseUpload[]
  /** How many have no answer yet. */
  count(): number
}

export function createUploads(asking: Asking): Uploads {
  const made: LicenseUpload[] = []
  let open = 0
  async function upload(one: Omit<LicenseUpload, 'answer'>): Promise<void> {
    open += 1
    const answer = await askApi(asking, uploadOf(one.eventId, one.text)).catch(String)
    made.push({ ...one, answer })
    open -= 1
  }
  return {
    made,
    count: () => open,
    issue({ eventId, fingerprint }) {
      const one = { eventId, text: `license for ${fingerprint} by ${eventId}` }
      void upload(one)
      void upload(one)
    },
  }
}
