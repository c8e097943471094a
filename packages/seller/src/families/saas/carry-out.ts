import type { Outcome, SaasRequest } from '../../requests.ts'
import type { SaasCall } from '../context.ts'
import { changeEnd, release } from '../instances/changes.ts'
import { setStatus } from '../instances/status.ts'
import { describe } from './describe.ts'
import { open } from './open.ts'
import { checkChange, upgrade } from './upgrades.ts'

/** Calls the operation that a SaaS request asks for. */
export function carryOutSaas(call: SaasCall, request: SaasRequest): Promise<Outcome> {
  switch (request.activity) {
    case 'open':
      return open(call, request)
    case 'describe':
      return describe(call, request)
    case 'changeEnd':
      return changeEnd(call, request)
    case 'freeze':
    case 'unfreeze':
      return setStatus(call, request)
    case 'release':
      return release(call, request)
    case 'upgrade':
      return upgrade(call, request)
    case 'checkChange':
      return checkChange(call, request)
  }
}
