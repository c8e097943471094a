import { isHonest, isMakingInstance } from './behaviours.ts'
import type { Behaviour } from './behaviours.ts'
import type { OrderScript, Script } from './script.ts'

/** The members of a request. */
export type Message = Readonly<
  Record<
    | 'activity'
    | 'orderId'
    | 'orderLineId'
    | 'businessId'
    | 'instanceId'
    | 'scene'
    | 'expireTime'
    | 'productId'
    | 'status'
    | 'eventId'
    | 'deviceFingerprint'
    | 'testFlag',
    string | undefined
  >
> & { readonly productInfo?: unknown }
type Reply = { resultCode: string; resultMsg: string; instanceId?: string; info?: object[] }
/** How a request is met: the honest reply, the behaviour, and the instance that it is about. */
export type Decision = { behaviour: Behaviour; reply: Reply; made?: string | undefined }

/** The answer to a test call, which is about no instance. */
export function answerTest({ activity, instanceId, orderLineId }: Message): Reply {
  if (activity === 'newInstance') return { ...success, instanceId: `test-${orderLineId}` }
  const appInfo = { frontEndUrl: 'https://app.seller.example/' }
  return activity === 'queryInstance' ? { ...success, info: [{ instanceId, appInfo }] } : success
}

/** What the seller has made, and how it meets each order. */
export type SellerAdmin = {
  decide(message: Message): Decision
  /** From now on, meets these orders by another script. */
  setScript(orderId: string, script: OrderScript): void
  /** While it is well, it meets every request honestly. */
  setWell(well: boolean): void
}

type Instance = { readonly instanceId: string; readonly orderId: string; released: boolean }

const success = { resultCode: '000000', resultMsg: 'success.' }
export const refuse = (resultCode: string): Decision => ({
  behaviour: 'refusal',
  reply: { resultCode, resultMsg: 'refused.' },
})
/** The result codes of behaviours in answers to changes. */
const codes: Partial<Record<Behaviour, string>> = {
  pending: '000004',
  refusal: '000100',
  unknown_code: '009999',
}
const replyOf = (behaviour: Behaviour): Reply => ({
  resultCode: codes[behaviour] ?? success.resultCode,
  resultMsg: behaviour === 'refusal' ? 'refused.' : success.resultMsg,
})

const changes = [
  'refreshInstance',
  'updateInstanceStatus',
  'upgradeInstance',
  'changeInstanceCheck',
  'releaseInstance',
  'getLicenseAsync',
] as const
const isChange = (activity: string): activity is (typeof changes)[number] =>
  (changes as readonly string[]).includes(activity)

/** Creates the seller's records. An order line has one instance, whatever behaviour meets the requests for it. */
export function openSellerAdmin(options: {
  script: Script
  initialPassword?: string | undefined
}): SellerAdmin {
  const scripts = new Map<string, OrderScript>()
  const byLine = new Map<string, Instance>()
  const byId = new Map<string, Instance>()
  /** How often each list of each script was used. */
  const asked = new Map<string, number>()
  let isWell = false

  function next(orderId: string, list: keyof OrderScript, request: string = list): Behaviour {
    if (isWell) return 'ok'
    const key = `${orderId}/${request}`
    const nth = asked.get(key) ?? 0
    asked.set(key, nth + 1)
    const script = scripts.get(orderId) ?? options.script(orderId)
    const steps = script[list] ?? script.releaseInstance
    const step = steps[Math.min(nth, steps.length - 1)] ?? 'ok'
    // Only the answer to a creation contains an instance's id.
    return step === 'no_instance_id' && list !== 'newInstance' ? 'ok' : step
  }

  function newInstance({ orderId = '', orderLineId = '', businessId = '' }: Message): Decision {
    const behaviour = next(orderId, 'newInstance')
    const line = `${orderId}/${orderLineId}`
    const before = byLine.get(line)
    if (!isMakingInstance(behaviour))
      return { reply: replyOf('refusal'), behaviour, made: before?.instanceId }
    const instance = before ?? { instanceId: businessId, orderId, released: false }
    byLine.set(line, instance)
    byId.set(instance.instanceId, instance)
    const { instanceId } = instance
    return { behaviour, reply: { ...replyOf(behaviour), instanceId }, made: instanceId }
  }

  function queryInstance({ instanceId, orderId, released }: Instance): Decision {
    if (released) return refuse('000003')
    const behaviour = next(orderId, 'queryInstance')
    const appInfo = {
      frontEndUrl: 'https://app.seller.example/',
      userName: 'admin',
      password: options.initialPassword ?? `initial-${instanceId}`,
    }
    if (behaviour === 'pending') return { behaviour, reply: { ...success, info: [] }, made: instanceId }
    const reply = replyOf(behaviour)
    const info = reply.resultCode === success.resultCode ? { info: [{ instanceId, appInfo }] } : {}
    return { behaviour, reply: { ...reply, ...info }, made: instanceId }
  }

  /**
   * Changes an instance, answers whether it can be changed, or takes an application for a license. Each order's request has its own position in the script.
   */
  function changeInstance(message: Message, instance: Instance): Decision {
    const { activity = '', orderId = '', status = '', eventId = '' } = message
    if (!isChange(activity)) return refuse('000100')
    if (instance.released && activity !== 'releaseInstance') return refuse('000003')
    const behaviour = next(instance.orderId, activity, `${activity} ${orderId}${status}${eventId}`)
    if (activity === 'releaseInstance' && isHonest(behaviour)) instance.released = true
    return { behaviour, reply: replyOf(behaviour), made: instance.instanceId }
  }

  return {
    decide(message) {
      if (message.activity === 'newInstance') return newInstance(message)
      const instance = byId.get(message.instanceId ?? '')
      if (!instance) return refuse('000003')
      if (message.activity === 'queryInstance') return queryInstance(instance)
      return changeInstance(message, instance)
    },
    setScript: (orderId, script) => void scripts.set(orderId, script),
    setWell: (well) => void (isWell = well),
  }
}
