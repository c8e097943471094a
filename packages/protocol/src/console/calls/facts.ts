import { factsOn } from '../facts.ts'
import { added, id, isRecord, member, number, oneOf, optional, string, text, time } from '../members.ts'
import { callStates } from './kinds.ts'

/** Why a try failed: a code of the closed list, its values, the sentence. */
export const verdict = member((value) => {
  if (!isRecord(value)) return undefined
  const { code, params, sentence } = value
  if (typeof code !== 'string') return undefined
  return {
    code,
    params: isRecord(params) ? { ...params } : {},
    sentence: text.read(sentence) ?? { zh: code, en: code },
  }
})

const ofCall = { callId: added(id('cal')), activity: string }

export const callFacts = {
  ...factsOn('ord', {
    'call.attempted': {
      callId: id('cal'),
      activity: string,
      n: number,
      verdict: optional(verdict),
      resultCode: optional(string),
      durationMs: optional(number),
      state: oneOf(callStates, 'waiting'),
      nextAt: optional(time),
    },
    'call.stopped': ofCall,
    'call.stuck': ofCall,
    'call.superseded': { ...ofCall, by: added(id('cal')) },
    'call.applied': ofCall,
    'call.expired': ofCall,
    /** Without another call it is the same one that goes out again. */
    'call.restarted': { ...ofCall, restartedAs: optional(id('cal')) },
  }),
  ...factsOn('sel', {
    'seller.parked': { failures: number, probeAt: time, verdict },
    'seller.recovered': { parkedSince: time },
    'seller.probe_asked': {},
  }),
}
