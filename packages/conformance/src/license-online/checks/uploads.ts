import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Step } from '../../engine/check.ts'
import type { Bench } from '../../engine/bench.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { toFault } from '../../engine/judging.ts'
import type { Upload } from '../../engine/order-desk.ts'
import { createOrderChecks, orderGroup, requireDesk } from '../../orders/checks.ts'
import { isDone, judgeRefusedAnyhow } from '../../replies/verdicts.ts'
import { readMessage } from '../../stamped/send.ts'
import { sendMessage } from '../../stamped/instances.ts'
import { createMessage } from '../messages.ts'
import { application, firstOpening, mainInstance } from '../steps.ts'
import { otherDevice, repeatedApplication } from './applications.ts'

const group = 'The upload of licenses'
const source = 'license §3.6'

const firstPollMs = 50
const mostPollMs = 500
/** How long a run waits for something that must not come, in milliseconds. */
const quietMs = 500

/** The uploads of an application, after the first one that was accepted, or after the time limit. */
async function waitForUploads(bench: Bench, eventId: unknown): Promise<readonly Upload[]> {
  const until = bench.nowMs() + bench.readyWithinMs
  for (let pauseMs = firstPollMs; ; pauseMs = Math.min(2 * pauseMs, mostPollMs)) {
    const uploads = (bench.orders?.uploads ?? []).filter((one) => one.eventId === eventId)
    if (uploads.some(({ content }) => content !== undefined) || bench.nowMs() + pauseMs > until)
      return uploads
    await bench.wait(pauseMs)
  }
}

type Uploaded = { readonly exchange: Exchange; readonly uploads: readonly Upload[] }

/** The uploads that an accepted application leads to. */
const uploadsOf = (sent: Step<Exchange>, afterMs = 0): Step<Uploaded> =>
  defineStep(`the uploads after ${sent.name}`, async (bench) => {
    const exchange = await bench.look(sent)
    if (!isDone(exchange)) throw new CannotJudge(`It was not carried out: ${exchange.name}.`)
    const { eventId } = readMessage(exchange)
    const first = await waitForUploads(bench, eventId)
    if (afterMs === 0) return { exchange, uploads: first }
    await bench.wait(afterMs)
    return { exchange, uploads: (bench.orders?.uploads ?? []).filter((one) => one.eventId === eventId) }
  })

const firstUploads = uploadsOf(application)
const laterUploads = uploadsOf(repeatedApplication, quietMs)
const otherUploads = uploadsOf(otherDevice)

const contentsOf = ({ uploads }: Uploaded): readonly string[] => [
  ...new Set(uploads.flatMap(({ content }) => (content === undefined ? [] : [content]))),
]

const noEnd = defineStep('a getLicenseAsync without expireTime of a yearly order', async (bench) => {
  const { instanceId } = await bench.look(mainInstance)
  const { expireTime: _end, ...message } = createMessage(bench, 'getLicenseAsync', instanceId)
  return sendMessage(bench, 'a getLicenseAsync without expireTime of a yearly order', message, {
    meant: 'refuse',
  })
})

/** Whether a seller queries what was bought and uploads licenses; judged only if the run serves the open APIs. */
export const uploadChecks: readonly Check[] = [
  ...createOrderChecks({
    prefix: 'license-online',
    protocol: 'Online activation',
    source: 'license §3.1',
    opening: firstOpening,
    instance: mainInstance,
  }),
  {
    id: 'license-online.upload.sent',
    title: 'The license of an accepted application is uploaded',
    level: 'must',
    group,
    source,
    fix: 'Upload the license under the eventId of the application, to the base URL of the open APIs that the run prints. If it takes longer, increase --ready-within.',
    judge: async (look) => {
      const desk = await requireDesk(look)
      const first = await look(firstUploads)
      if (contentsOf(first).length > 0) return undefined
      const refusal = first.uploads.find((one) => one.refusal !== undefined)?.refusal
      const why =
        refusal === undefined
          ? `nothing was uploaded for it to ${desk.url}`
          : `its upload was refused: ${refusal}`
      return toFault(first.exchange, `was accepted, but ${why}`)
    },
  },
  {
    id: 'license-online.upload.right',
    title: 'Every upload is signed correctly and has the form of the protocol',
    level: 'must',
    group,
    source: `${source}; ak-sk-signing §3`,
    fix: 'Sign with SDK-HMAC-SHA256 and the AK and SK that the run prints, and send multipart/form-data with the part isvUpdateFileReq in JSON: type CHARACTERS with characters, or type FILE with the part file and its sha256.',
    last: true,
    judge: async (look) => {
      const { uploads } = await requireDesk(look)
      await look(firstUploads)
      if (uploads.length === 0) throw new CannotJudge('Nothing was uploaded.')
      const refused = uploads.find(({ refusal }) => refusal !== undefined)
      return refused && `The upload for the application ${refused.eventId} was refused: ${refused.refusal}.`
    },
  },
  {
    id: 'license-online.upload.repeat',
    title: 'A repeat of an application leads to the same license',
    level: 'must',
    group,
    source: 'license §3.4',
    fix: 'Store the license with eventId and deviceFingerprint, and upload the stored one again if the same application is repeated.',
    last: true,
    judge: async (look) => {
      const { uploads } = await requireDesk(look)
      const first = await look(firstUploads)
      if (contentsOf(first).length === 0) throw new CannotJudge('No license was uploaded.')
      const { exchange } = await look(laterUploads)
      // At the end of the run, since a second license may take its time.
      const { eventId } = readMessage(first.exchange)
      const all = uploads.filter((one) => one.eventId === eventId)
      return contentsOf({ exchange, uploads: all }).length > 1
        ? toFault(exchange, 'led to the upload of a second, different license')
        : undefined
    },
  },
  {
    id: 'license-online.upload.other-device',
    title: 'Another device gets another license',
    level: 'should',
    group,
    source: 'license §3.4',
    fix: 'If your licenses are bound to devices, make one for each deviceFingerprint.',
    judge: async (look) => {
      await requireDesk(look)
      const [first] = contentsOf(await look(firstUploads))
      const other = await look(otherUploads)
      if (first === undefined || contentsOf(other).length === 0)
        throw new CannotJudge('No license was uploaded.')
      return contentsOf(other).includes(first)
        ? toFault(other.exchange, 'led to the license of the first device')
        : undefined
    },
  },
  {
    id: 'license-online.orders.no-expire-time',
    title: 'An application without an end is refused if its order is for a period',
    level: 'must',
    group: orderGroup,
    source: 'license §3.4, §3.5',
    fix: 'The order says that it is for a period: answer 000902 if expireTime is missing, because a license without an end outlives what was paid for.',
    judge: async (look) => {
      await requireDesk(look)
      return judgeRefusedAnyhow(await look(noEnd))
    },
  },
]
