import { isRefusal } from '../../refusals.ts'
import type { SaasCall } from '../context.ts'
import type { Opening } from '../instances/opening.ts'
import { isLater } from '../later.ts'
import { readOpenAnswer, requireSealable } from './answers.ts'

/** Runs the handler `open`, and checks that its answer can be sent. */
export const createOpener =
  (call: SaasCall, { protocol, isTest }: Pick<Opening, 'protocol' | 'isTest'>): Opening['open'] =>
  async (begun) => {
    const given = await call.handlers.open({ ...begun, protocol, isTest })
    if (isRefusal(given)) return given
    const answer = readOpenAnswer(given)
    if (answer && !isLater(answer) && call.isSealing(protocol)) requireSealable(answer)
    return answer
  }
