import { omitUndefined, fromIso } from '@loggia/kernel'
import type { ClockState, MoveAsk as WireAsk } from '@loggia/protocol/console'
import { toWireTime } from '../platform/index.ts'
import type { Handlers, MemberActor } from '../platform/index.ts'
import type { MoveAsk } from './schema.ts'
import type { Clockwork } from './service/index.ts'

export function createClockRoutes(clockwork: Clockwork): Handlers {
  const state = (actor: MemberActor): ClockState => present(clockwork.getState(actor))
  const move = async ({ actor, body }: { actor: MemberActor; body: WireAsk }): Promise<ClockState> => {
    const { ended } = await clockwork.move(actor, askOf(body))
    // The fault is logged, and the state shows that the move is over.
    ended.catch(() => undefined)
    return state(actor)
  }
  const stop = ({ actor }: { actor: MemberActor }): Promise<null> => {
    clockwork.stop(actor)
    return Promise.resolve(null)
  }
  return {
    'GET /api/clock': ({ actor }) => Promise.resolve(state(actor)),
    'POST /api/operator/clock/moves': move,
    'POST /api/operator/clock/stop': stop,
    'POST /api/seller/clock/moves': move,
    'POST /api/seller/clock/stop': stop,
  }
}

const askOf = (body: WireAsk): MoveAsk => (body.kind === 'to' ? { kind: 'to', at: fromIso(body.at) } : body)

function present(state: ReturnType<Clockwork['getState']>): ClockState {
  const { moving, last, ...clock } = state
  return omitUndefined({
    ...clock,
    now: toWireTime(clock.now),
    latest: toWireTime(clock.latest),
    moving: moving
      ? { ...moving, from: toWireTime(moving.from), target: toWireTime(moving.target) }
      : undefined,
    last: last
      ? {
          ...last,
          from: toWireTime(last.from),
          target: toWireTime(last.target),
          reached: toWireTime(last.reached),
        }
      : undefined,
  })
}
