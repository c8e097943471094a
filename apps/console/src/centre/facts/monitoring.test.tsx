import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { useDecisionTitle } from './monitoring.ts'

function Title(entry: { readonly kind: string; readonly data: Readonly<Record<string, unknown>> }) {
  return useDecisionTitle()(entry) ?? '–'
}

test.each([
  ['dial_tests.switched', { on: true, reason: 'x' }, '启用拨测'],
  ['dial_tests.switched', { on: false, reason: 'x' }, '停用拨测'],
  ['interface.relisting_decided', { approved: false, reason: 'x' }, '恢复销售申请被驳回'],
  // What says nothing of a decision keeps its own name.
  ['interface.deferred', { until: '2026-12-01T00:00:00.000Z', reason: 'x' }, '–'],
  ['product.listed', { approved: true }, '–'],
] as const)('the timeline says which way a decision went: %s with %j is “%s”', (kind, data, title) => {
  expect(renderToStaticMarkup(<Title kind={kind} data={data} />)).toBe(title)
})
