import { omitUndefined } from '@loggia/kernel'
import { formatTime, licenseErrorCodes, licensePaths } from '@loggia/protocol/license/open-apis'
import type { LicenseErrorCode } from '@loggia/protocol/license/open-apis'
import type { TestCall, TestOrder } from './calls.ts'
import { answerWith } from './open-apis.ts'

/** What a test chooses of an authorisation code. */
export type TestCode = {
  /** The order that it belongs to. Default: a new order. */
  readonly order?: Partial<TestOrder>
  /** Whether the buyer has collected it. Default: true. */
  readonly isCollected?: boolean
}

type Known = {
  readonly order: TestOrder
  readonly isCollected: boolean
  state: 'alive' | 'frozen' | 'released'
  expiresAtMs: number
  activatedAtMs?: number
}

/** The authorisation codes that a test marketplace has made, and its APIs for them. */
export type TestCodes = {
  add(code: string, order: TestOrder, isCollected: boolean): void
  /** Follows a call about a code: the APIs then say the same. */
  note(call: TestCall): void
  /** Answers an API; undefined if it is none about codes. */
  serve(path: string, body: RequestInit['body']): Response | undefined
}

const say = (code: LicenseErrorCode, data?: object): Response =>
  answerWith(
    licenseErrorCodes[code].status,
    omitUndefined({ error_code: code, error_msg: licenseErrorCodes[code].message, data }),
  )

/** Creates the codes of a test marketplace. */
export function createTestCodes(now: () => number): TestCodes {
  const codes = new Map<string, Known>()

  function note(call: TestCall): void {
    const known = 'instanceId' in call && call.isTest !== true ? codes.get(call.instanceId) : undefined
    if (!known) return
    if (call.activity === 'changeEnd') known.expiresAtMs = call.order.expiresAtMs
    if (call.activity === 'freeze') known.state = 'frozen'
    if (call.activity === 'unfreeze') known.state = 'alive'
    if (call.activity === 'release') known.state = 'released'
  }

  /** Why a code cannot be activated. */
  function faultOf(code: string): LicenseErrorCode | undefined {
    const known = codes.get(code)
    if (!known) return '92020005'
    if (!known.isCollected) return '92020004'
    return known.activatedAtMs === undefined && known.state === 'alive' ? undefined : '92020003'
  }

  function activate(list: readonly string[]): void {
    for (const code of list) {
      const known = codes.get(code)
      if (known) known.activatedAtMs = now()
    }
  }

  function infoOf(code: string): object | undefined {
    const known = codes.get(code)
    if (known?.activatedAtMs === undefined) return undefined
    const { order, state, expiresAtMs, activatedAtMs } = known
    const isOver = state === 'frozen' || expiresAtMs <= now()
    return omitUndefined({
      license_code: code,
      status: state === 'released' ? 'RELEASED' : isOver ? 'EXPIRED' : 'ALIVE',
      activate_time: formatTime(activatedAtMs),
      expire_time: formatTime(expiresAtMs),
      product_id: order.productId,
      order_id: order.orderId,
      amount: order.quantity,
    })
  }

  function activateOne(code: string): Response {
    const fault = faultOf(code)
    if (fault) return say(fault)
    activate([code])
    return say('92020000', { license_code_info: JSON.stringify(infoOf(code)) })
  }

  function queryOne(code: string): Response {
    const info = infoOf(code)
    if (info) return say('92020000', info)
    return say(codes.has(code) ? '92020011' : '92020005')
  }

  function activateAll(list: readonly string[]): Response {
    if (list.some((code) => faultOf(code) !== undefined)) return say('92020020')
    activate(list)
    return say('92020000')
  }

  function queryAll(list: readonly string[]): Response {
    const found = list.map(infoOf)
    if (found.includes(undefined)) return say('92020020')
    return answerWith(200, { error_code: '92020000', error_msg: 'success', data: found })
  }

  function serve(path: string, body: RequestInit['body']): Response | undefined {
    type Asked = { license: string; license_list: string[]; usage_info: { license: string }[] }
    const read = (): Asked => JSON.parse(typeof body === 'string' ? body : '{}') as Asked
    switch (path) {
      case licensePaths.activate:
        return activateOne(read().license)
      case licensePaths.activateAll:
        return activateAll(read().license_list)
      case licensePaths.query:
        return queryOne(read().license)
      case licensePaths.queryAll:
        return queryAll(read().license_list)
      case licensePaths.reportUsage:
        return read().usage_info.every(({ license }) => infoOf(license)) ? say('92020000') : say('92020020')
      default:
        return undefined
    }
  }

  const add = (code: string, order: TestOrder, isCollected: boolean): void => {
    codes.set(code, { order, isCollected, state: 'alive', expiresAtMs: order.expiresAtMs })
  }

  return { add, note, serve }
}
