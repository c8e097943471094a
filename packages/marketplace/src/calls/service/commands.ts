import type { Id } from '@loggia/kernel'
import type { MemberActor } from '../../platform/index.ts'
import type { CallState } from '../schema.ts'
import type { CallContext } from './context.ts'

export function createCommands(_context: CallContext) {
  const restart = async (
    _actor: MemberActor,
    _callId: Id<'cal'>,
    _sellerId?: Id<'sel'>,
  ): Promise<Id<'cal'>> => {
    throw new Error('not yet')
  }
  const applyAgain = async (_actor: MemberActor, _callId: Id<'cal'>): Promise<CallState> => {
    throw new Error('not yet')
  }
  const probeNow = async (_actor: MemberActor, _sellerId: Id<'sel'>): Promise<void> => {
    throw new Error('not yet')
  }
  return { restart, applyAgain, probeNow }
}
