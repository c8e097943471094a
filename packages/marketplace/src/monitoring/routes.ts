import { fromIso, omitUndefined } from '@loggia/kernel'
import type {
  ComingConsequence,
  DialCall as WireCall,
  DialTest as WireTest,
  Watch as WireWatch,
  WatchDetail,
} from '@loggia/protocol/console'
import { presentVerdict } from '../calls/index.ts'
import { toWireTime } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { NextRule, DialTest } from './schema.ts'
import type { Monitoring } from './service/index.ts'
import type { ShownCall, ShownRule, ShownTest, ShownWatch } from './service/lists.ts'

const presentOutline = (test: DialTest): Omit<WireTest, 'product'> =>
  omitUndefined({
    id: test.id,
    day: test.day,
    half: test.half,
    state: test.state,
    dueAt: toWireTime(test.dueAt),
    startedAt: toWireTime(test.startedAt),
    endedAt: toWireTime(test.endedAt),
    skipped: test.skipped,
    calls: test.calls,
  })

const presentTest = ({ test, product: { id, name } }: ShownTest): WireTest => ({
  ...presentOutline(test),
  product: { id, name },
})

const presentCall = (call: ShownCall): WireCall =>
  omitUndefined({
    scene: call.scene,
    activity: call.activity,
    needed: call.isNeeded,
    passed: call.passed,
    slow: call.slow,
    verdict: presentVerdict(call.verdict),
    resultCode: call.resultCode,
    durationMs: call.durationMs,
    at: toWireTime(call.at),
    url: call.url,
    request: call.request,
    reply: call.reply,
  })

const presentComing = ({ cause, what, after, left, at }: NextRule): ComingConsequence =>
  omitUndefined({ cause, what, after, left, at: toWireTime(at) })

function presentWatch(shown: ShownWatch): WireWatch {
  const { watch, product, last } = shown
  const { off, deferred, relisting } = watch
  return omitUndefined({
    product: { id: product.id, name: product.name, state: product.state },
    standing: shown.standing,
    failedDays: watch.failedDays,
    orders: shown.orders,
    off: off && { reason: off.reason, at: toWireTime(off.at) },
    deferred: deferred && { until: toWireTime(deferred.until), reason: deferred.reason },
    frozenAt: toWireTime(watch.frozenAt),
    delistedAt: toWireTime(watch.delistedAt),
    relisting: relisting && omitUndefined({ askedAt: toWireTime(relisting.at), note: relisting.note }),
    last: last && presentOutline(last),
    nextTestAt: toWireTime(watch.nextTestAt),
    coming: shown.coming.map(presentComing),
    mayCheck: shown.mayCheck,
    mayAskRelisting: shown.mayAskRelisting,
  })
}

const presentRule = ({
  cause,
  what,
  after,
  source,
  isReached,
  at,
}: ShownRule): WatchDetail['rules'][number] =>
  omitUndefined({ cause, what, after, source, isReached, at: toWireTime(at) })

const presentSeller = ({ seller: { id, name } }: Pick<ShownWatch, 'seller'>) => ({ seller: { id, name } })

type Detail = Awaited<ReturnType<Monitoring['getWatch']>>
const presentDetail = ({ shown, rules }: Detail): WatchDetail => ({
  ...presentWatch(shown),
  rules: rules.map(presentRule),
})

const createSellerRoutes = (monitoring: Monitoring): Handlers => ({
  'GET /api/seller/monitoring': async ({ actor, query }) => {
    const page = await monitoring.listWatches(actor, 'seller', omitUndefined(query))
    return { ...page, items: page.items.map(presentWatch) }
  },
  'GET /api/seller/products/:productId/monitoring': async ({ actor, params }) =>
    presentDetail(await monitoring.getWatch(actor, 'seller', params.productId)),
  'GET /api/seller/dial-tests': async ({ actor, query }) => {
    const page = await monitoring.listTests(actor, 'seller', omitUndefined(query))
    return { ...page, items: page.items.map(presentTest) }
  },
  'GET /api/seller/dial-tests/:dialTestId': async ({ actor, params }) => {
    const shown = await monitoring.getTest(actor, 'seller', params.dialTestId)
    return { ...presentTest(shown), callList: shown.calls.map(presentCall) }
  },
  'POST /api/seller/products/:productId/repair': ({ actor, params }) =>
    monitoring.check(actor, params.productId),
  'POST /api/seller/products/:productId/relisting': async ({ actor, params, body }) => {
    await monitoring.askRelisting(actor, params.productId, body)
    return null
  },
})

const createOperatorReads = (monitoring: Monitoring): Handlers => ({
  'GET /api/operator/monitoring': async ({ actor, query }) => {
    const page = await monitoring.listWatches(actor, 'operator', omitUndefined(query))
    return {
      ...page,
      items: page.items.map((shown) => ({ ...presentWatch(shown), ...presentSeller(shown) })),
    }
  },
  'GET /api/operator/products/:productId/monitoring': async ({ actor, params }) => {
    const detail = await monitoring.getWatch(actor, 'operator', params.productId)
    return { ...presentDetail(detail), ...presentSeller(detail.shown) }
  },
  'GET /api/operator/dial-tests': async ({ actor, query }) => {
    const page = await monitoring.listTests(actor, 'operator', omitUndefined(query))
    return {
      ...page,
      items: page.items.map((shown) => ({ ...presentTest(shown), ...presentSeller(shown) })),
    }
  },
  'GET /api/operator/dial-tests/:dialTestId': async ({ actor, params }) => {
    const shown = await monitoring.getTest(actor, 'operator', params.dialTestId)
    return { ...presentTest(shown), ...presentSeller(shown), callList: shown.calls.map(presentCall) }
  },
})

const createOperatorActs = (monitoring: Monitoring): Handlers => ({
  'PUT /api/operator/products/:productId/dial-tests': async ({ actor, params, body }) => {
    await monitoring.switchTests(actor, params.productId, body)
    return null
  },
  'POST /api/operator/products/:productId/unfreeze': async ({ actor, params, body }) => {
    await monitoring.unfreeze(actor, params.productId, body)
    return null
  },
  'POST /api/operator/products/:productId/deferral': async ({ actor, params, body }) => {
    const { until, reason } = body
    await monitoring.deferConsequences(actor, params.productId, { until: fromIso(until), reason })
    return null
  },
  'POST /api/operator/products/:productId/interface-delisting': async ({ actor, params, body }) => {
    await monitoring.delistEarly(actor, params.productId, body)
    return null
  },
  'POST /api/operator/products/:productId/relisting': async ({ actor, params, body }) => {
    await monitoring.decideRelisting(actor, params.productId, body)
    return null
  },
})

export const createMonitoringRoutes = (monitoring: Monitoring): Handlers => ({
  ...createSellerRoutes(monitoring),
  ...createOperatorReads(monitoring),
  ...createOperatorActs(monitoring),
})
