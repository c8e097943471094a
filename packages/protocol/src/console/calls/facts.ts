import { defineFacts } from '../facts.ts'
import {
  defineAdded,
  defineId,
  isRecord,
  defineMember,
  number,
  defineOneOf,
  defineOptional,
  string,
  text,
  time,
} from '../members.ts'
import { callStates } from './kinds.ts'

/** Why an attempt failed: a code of the closed list, its values, and a sentence. */
export const verdict = defineMember((value) => {
  if (!isRecord(value)) return undefined
  const { code, params, sentence } = value
  if (typeof code !== 'string') return undefined
  return {
    code,
    params: isRecord(params) ? { ...params } : {},
    sentence: text.read(sentence) ?? { zh: code, en: code },
  }
})

const ofCall = { callId: defineAdded(defineId('cal')), activity: string }

export const callFacts = {
  ...defineFacts('ord', {
    'call.attempted': {
      callId: defineId('cal'),
      activity: string,
      n: number,
      verdict: defineOptional(verdict),
      resultCode: defineOptional(string),
      durationMs: defineOptional(number),
      state: defineOneOf(callStates, 'waiting'),
      nextAt: defineOptional(time),
    },
    'call.stopped': ofCall,
    'call.stuck': ofCall,
    'call.superseded': { ...ofCall, by: defineAdded(defineId('cal')) },
    /** What it was for is over. */
    'call.dropped': ofCall,
    'call.applied': ofCall,
    'call.expired': ofCall,
    /** Without `restartedAs` the same call is sent again. */
    'call.restarted': { ...ofCall, restartedAs: defineOptional(defineId('cal')) },
  }),
  ...defineFacts('sel', {
    /** One channel's breaker was opened; its `seller.recovered` has the same `parkedSince`. */
    'seller.parked': { failures: number, probeAt: time, verdict, parkedSince: defineAdded(time) },
    'seller.recovered': { parkedSince: time },
    'seller.probe_asked': {},
  }),
}
