import { uploadErrorCodes, writeUploadPath } from '@loggia/protocol/license/open-apis'
import type { UploadErrorCode } from '@loggia/protocol/license/open-apis'
import { encodeLicense } from '../families/licenses/content.ts'
import type { License } from '../families/licenses/handlers.ts'
import type { TestCall } from './calls.ts'
import { answerWith } from './open-apis.ts'

/** The licenses that a seller has uploaded to a test marketplace. */
export type TestUploads = {
  /** Remembers an application, before its call is sent. */
  note(call: TestCall): void
  /** Resolves when the license is there, or to undefined after `withinMs` real milliseconds. */
  wait(eventId: string, withinMs: number): Promise<License | undefined>
  /** Answers an upload; undefined if the path is not one. */
  serve(path: string, init: RequestInit): Promise<Response> | undefined
}

const say = (code: UploadErrorCode): Response =>
  answerWith(uploadErrorCodes[code].status, {
    error_code: code,
    error_msg: uploadErrorCodes[code].message,
  })

type Waiting = {
  readonly license: Promise<License>
  readonly put: (license: License) => void
  /** The license that was uploaded, as text that can be compared. */
  there?: string
}

function createWaiting(): Waiting {
  let put: (license: License) => void = () => undefined
  const license = new Promise<License>((resolve) => (put = resolve))
  return { license, put }
}

/** Creates the uploads of a test marketplace. */
export function createTestUploads(): TestUploads {
  const events = new Map<string, Waiting>()

  async function take(waiting: Waiting, init: RequestInit): Promise<Response> {
    const form = await new Response(init.body, { headers: new Headers(init.headers) }).formData()
    const head = form.get('isvUpdateFileReq')
    const told = JSON.parse(typeof head === 'string' ? head : ((await head?.text()) ?? '{}')) as {
      readonly characters?: string
    }
    const file = form.get('file')
    if (told.characters === undefined && (file === null || typeof file === 'string')) return say('CBC.0101')
    const license = told.characters ?? (await toFile(file))
    const written = encodeLicense(license)
    // The same license again is accepted, as by the real marketplace; a second one for the same device is not.
    if (waiting.there !== undefined && waiting.there !== written) return say('91381034')
    waiting.there = written
    waiting.put(license)
    return say('CBC.0000')
  }

  return {
    note: (call) => {
      if (call.activity !== 'apply' || call.isTest) return
      const { eventId } = call.device
      if (!events.has(eventId)) events.set(eventId, createWaiting())
    },
    wait: async (eventId, withinMs) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const late = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), withinMs)
      })
      return Promise.race([events.get(eventId)?.license, late]).finally(() => clearTimeout(timer))
    },
    serve: (path, init) => {
      const prefix = writeUploadPath('').split('//')[0] ?? ''
      if (!path.startsWith(`${prefix}/`)) return undefined
      const waiting = [...events].find(([eventId]) => path === writeUploadPath(eventId))?.[1]
      return waiting ? take(waiting, init) : Promise.resolve(say('91381034'))
    },
  }
}

async function toFile(file: ReturnType<FormData['get']>): Promise<License> {
  if (file === null || typeof file === 'string') return ''
  return { fileName: file.name, content: new Uint8Array(await file.arrayBuffer()) }
}
