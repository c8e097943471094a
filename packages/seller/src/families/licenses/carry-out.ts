import { isRefusal } from '../../refusals.ts'
import type { LicenseOnlineRequest, LicenseV1Request, OpenRequest, Outcome } from '../../requests.ts'
import type { Call } from '../context.ts'
import { changeEnd, release } from '../instances/changes.ts'
import { openOnce, toRefusedOpening } from '../instances/open-once.ts'
import { setStatus } from '../instances/status.ts'
import { findRefusal } from '../run-handler.ts'
import { apply } from './apply.ts'
import type { LicenseOnlineHandlers, LicenseV1Handlers } from './handlers.ts'
import { issue } from './issue.ts'

type V1Call = Call<LicenseV1Handlers>
type OnlineCall = Call<LicenseOnlineHandlers>

/** Calls the operation that a request of License 1.0 asks for. */
export async function carryOutLicenseV1(call: V1Call, request: LicenseV1Request): Promise<Outcome> {
  const { handlers } = call
  switch (request.activity) {
    case 'issue':
      return issue(call, request)
    case 'changeEnd': {
      // The protocol does not say why the end changes, so the handler is not told.
      const withoutReason: LicenseOnlineHandlers['changeEnd'] = ({ reason: _reason, ...asked }) =>
        handlers.changeEnd?.(asked)
      return changeEnd({ ...call, handlers: { changeEnd: withoutReason } }, request)
    }
    case 'release':
      return release(call, request)
  }
}

/** Calls the operation that a request of an online activation asks for. */
export async function carryOutLicenseOnline(
  call: OnlineCall,
  request: LicenseOnlineRequest,
): Promise<Outcome> {
  switch (request.activity) {
    case 'open':
      return open(call, request)
    case 'apply':
      return apply(call, request)
    case 'changeEnd':
      return changeEnd(call, request)
    case 'freeze':
    case 'unfreeze':
      return setStatus(call, request)
    case 'release':
      return release(call, request)
  }
}

/** Opens what the licenses of an order belong to, once (license §3.1). */
async function open(call: OnlineCall, request: OpenRequest<'licenseOnline'>): Promise<Outcome> {
  const { protocol, isTest } = request
  const found = await openOnce(call, request, {
    open: async (begun) => {
      const given = await call.handlers.open?.({ ...begun, protocol, isTest })
      return isRefusal(given) ? given : undefined
    },
  })
  if ('outcome' in found) return found.outcome
  const { ended } = found
  if (!ended.ended) return { kind: 'opening', instanceId: ended.value }
  const refusal = findRefusal(ended.result)
  return refusal ? toRefusedOpening(ended.value, refusal) : { kind: 'opened', instanceId: ended.value }
}
