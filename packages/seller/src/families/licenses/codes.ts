import { createPurchaseOfIds } from '../../purchase.ts'
import type {
  ChangeEndRequest,
  LicenseCodeRequest,
  Outcome,
  ReleaseRequest,
  StatusRequest,
} from '../../requests.ts'
import type { Call, InstanceCall } from '../context.ts'
import { changeEnd, release } from '../instances/changes.ts'
import type { InstanceHandlers } from '../instances/handlers.ts'
import { findInstance } from '../instances/instances.ts'
import { setStatus } from '../instances/status.ts'
import { toDigest } from './content.ts'
import type { LicenseCodeHandlers } from './handlers.ts'

type CodeCall = Call<LicenseCodeHandlers>

/**
 * Carries out a request about an authorisation code. The store knows a code by its digest, as an instance that the
 * marketplace has made: the code itself is in no row, key or problem.
 */
export async function carryOutLicenseCode(call: CodeCall, request: LicenseCodeRequest): Promise<Outcome> {
  const { code, ...asked } = request
  const instanceId = await addCode(call, request)
  const ofCode: InstanceCall = { ...call, handlers: toInstanceHandlers(call.handlers, code) }
  return carryOut(ofCode, { ...asked, instanceId })
}

type OfCode = ChangeEndRequest<'licenseCode'> | StatusRequest<'licenseCode'> | ReleaseRequest<'licenseCode'>

function carryOut(call: InstanceCall, request: OfCode): Promise<Outcome> {
  switch (request.activity) {
    case 'changeEnd':
      return changeEnd(call, request)
    case 'freeze':
    case 'unfreeze':
      return setStatus(call, request)
    case 'release':
      return release(call, request)
  }
}

/** Makes sure that the store knows the code, and returns its id. */
async function addCode({ store, now }: CodeCall, request: LicenseCodeRequest): Promise<string> {
  const { code, protocol, isTest, activity } = request
  const real = `code-${toDigest(code)}`
  // A test call about the code of a buyer gets the row of the buyer, which a test call cannot change.
  const isReal = !isTest || (await findInstance(store, real)) !== undefined
  const instanceId = isReal ? real : `code-test-${toDigest(code)}`
  const orderId = ('orderId' in request ? request.orderId : undefined) ?? ''
  await store.addInstance({
    instanceId,
    openKey: JSON.stringify(['code', instanceId]),
    protocol,
    isTest: !isReal,
    orderId,
    // The first that is heard of a code may be that it goes on; the handler has to hear of it too.
    state: activity === 'unfreeze' ? 'frozen' : 'open',
    purchase: createPurchaseOfIds(orderId),
    madeAtMs: now(),
  })
  return instanceId
}

/** The handlers of codes, called with the code instead of the row that stands for it. */
function toInstanceHandlers(handlers: LicenseCodeHandlers, code: string): InstanceHandlers {
  return {
    changeEnd: ({ instance: _row, reason, ...asked }) =>
      handlers.changeEnd?.({
        ...asked,
        code,
        reason: reason === 'renewalCancelled' ? reason : 'renewal',
      }),
    freeze: ({ instance: _row, ...asked }) => handlers.freeze?.({ ...asked, code }),
    unfreeze: ({ instance: _row, ...asked }) => handlers.unfreeze?.({ ...asked, code }),
    release: ({ instance: _row, ...asked }) => handlers.release?.({ ...asked, code }),
  }
}
