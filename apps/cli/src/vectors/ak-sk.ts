import { fromIso } from '@loggia/kernel'
import { signAkSk, verifyAkSk } from '@loggia/signing'
import vectors from '@loggia/protocol/vectors/ak-sk.json' with { type: 'json' }
import licenses from '@loggia/protocol/vectors/license-ak-sk.json' with { type: 'json' }
import { checkVectors } from './result.ts'
import type { VectorResult } from './result.ts'

type AkSkVector = Omit<(typeof vectors.cases)[number], 'headers'> & {
  headers: Record<string, string>
  deviations?: string[]
}

/** Checks that each vector is accepted as it is. Deviations of official signers are accepted but never produced. */
export const checkAkSkVectors = (): VectorResult[] => [
  ...checkVectors('ak-sk', vectors.cases as AkSkVector[], isRight),
  ...checkVectors('license-ak-sk', licenses.cases as AkSkVector[], isRight),
]

function isRight(vector: AkSkVector): boolean {
  const { accessKeyId, secretKey, signedHeaders, signature, date, deviations } = vector
  const timeMs = fromIso(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  const request = { ...vector, headers: { ...vector.headers, 'x-sdk-date': date } }
  const claim = { accessKeyId, signedHeaders, signature }
  const isAccepted = verifyAkSk({ claim, secretKey, request, nowMs: timeMs }).ok
  const made = signAkSk({ accessKeyId, secretKey, request: vector, timeMs }).headers.authorization
  return isAccepted && (deviations !== undefined || made.endsWith(`Signature=${signature}`))
}
