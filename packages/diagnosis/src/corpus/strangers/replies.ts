import type { DiagnosisAsked } from '../../diagnose.ts'
import { createCases } from '../case.ts'
import type { CorpusCase, Mistake } from '../case.ts'
import { toBase64, computeHash, computeHmac } from '../making.ts'
import { key } from './given.ts'

const replies = createCases('body-sign')

const answer =
  '{"resultCode":"000000","resultMsg":"成功/success.","instanceId":"i-7","appInfo":{"frontEndUrl":"https://a.example/x"}}'
function reply(signature: string, of = answer): DiagnosisAsked {
  const headers = [
    ['Content-Type', 'application/json'],
    ['Body-Sign', `sign_type="HMAC-SHA256", signature="${signature}"`],
  ] as const
  return {
    protocol: 'saas-v1',
    accessKey: key,
    exchange: { reply: { status: 200, headers, body: Buffer.from(of) } },
  }
}
const answered = toBase64(computeHmac(key, answer))
const addReply = (
  name: string,
  mistakes: readonly Mistake[],
  plant: () => DiagnosisAsked,
  allows: readonly RegExp[] = [],
): void => replies.planted(`strangers, ${name}`, mistakes, plant, allows)
addReply(
  'a framework that writes a string as JSON',
  [['The body was sent as a JSON string.', /as a JSON string/i]],
  () => reply(answered, JSON.stringify(answer)),
  [/response body is a string/i],
)
addReply('signed before a member came', [['instanceId was not signed.', /instanceId/]], () =>
  reply(toBase64(computeHmac(key, answer.replace('"instanceId":"i-7",', '')))),
)
addReply(
  'a line feed behind',
  [['The line feed behind was not signed.', /whitespace before or after/i]],
  () => reply(answered, `${answer}\n`),
)
addReply('SHA-256 with the key behind', [['A plain hash was used.', /plain/i]], () =>
  reply(toBase64(computeHash(answer + key))),
)
replies.right('strangers, by the rule', () => reply(answered))
replies.hopeless('strangers, any bytes', () => reply(toBase64(computeHash('any'))))

/** Replies with a signature in their header. */
export const strangersReplies: readonly CorpusCase[] = replies.all
