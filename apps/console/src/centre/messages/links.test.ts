import { describe, expect, test } from 'vitest'
import { findMessagePath, listMessageLinks } from './links.ts'

const reader = { language: 'en-US', zone: 'Asia/Shanghai' } as const
const name = { zh: '澄澜协同文档', en: 'Chenglan Docs' }
const ofProduct = { productId: 'prd_1', name }
const ofTest = { ...ofProduct, dialTestId: 'dlt_1', at: '2026-11-24T06:33:00.000Z', calls: 3 }
const ofBatch = { product: name, subject: 'people', change: 'add', items: 2 }
const ofTask = { cause: 'days', failures: 3, what: 'warned', seller: { id: 'sel_1', name } }
const amount = { amount: '12.00', currency: 'CNY' }
const ofRequest = { requestId: 'tur_1', reference: 'RF1', amount }

describe('the page that a message is about', () => {
  test.each([
    ['call_failing', { callId: 'cal_1', orderId: 'ord_1' }, 'seller', '/seller/calls/cal_1'],
    ['order_refunded', { orderId: 'ord_1' }, 'buyer', '/buyer/orders/ord_1'],
    ['service_expiring', { serviceId: 'sub_1' }, 'buyer', '/buyer/services/sub_1'],
    ['service_barred', { serviceId: 'sub_1', orderId: 'ord_1' }, 'seller', '/seller/orders/ord_1'],
    ['sold_out', { productId: 'prd_1' }, 'seller', '/seller/products/prd_1'],
    ['organisation_decided', {}, 'buyer', '/buyer/organisation'],
    ['organisation_decided', {}, 'seller', '/seller/organisation'],
    ['application_decided', { name, approved: true }, 'buyer', '/seller'],
    ['application_decided', { name, approved: false }, 'buyer', '/sell'],
    ['sign_up_waiting', { name }, 'operator', '/operator/applications'],
    [
      'organisation_applied',
      { name, of: 'buyer', applicationId: 'oap_1' },
      'operator',
      '/operator/applications/organisations/oap_1',
    ],
    ['organisation_applied', { name, of: 'buyer' }, 'operator', '/operator/applications'],
    ['application_submitted', { name, applicationId: 'sap_1' }, 'operator', '/operator/applications/sap_1'],
    [
      'suspension_waiting',
      { sellerId: 'sel_1', name, by: 'Gu Xing', reason: 'x' },
      'operator',
      '/operator/sellers/sel_1',
    ],
    ['dial_test_failed', ofTest, 'seller', '/seller/dial-tests/dlt_1'],
    ['interface_repaired', ofTest, 'seller', '/seller/products/prd_1'],
    ['interface_task', { ...ofProduct, ...ofTask }, 'operator', '/operator/monitoring/prd_1'],
    ['product_availability', { ...ofProduct, isOnSale: true, seller: name }, 'buyer', '/products/prd_1'],
    ['seller_recovered', ofGate(), 'operator', '/operator/gates'],
    ['seller_recovered', ofGate(), 'seller', '/seller/calls'],
    ['top_up_requested', { ...ofRequest, buyer: name }, 'operator', '/operator/top-ups?state=awaiting'],
    ['top_up_rejected', { ...ofRequest, reason: 'x' }, 'buyer', '/buyer/top-ups/tur_1'],
    [
      'app_connected',
      { product: name, connectedAppId: 'cap_1', enterprise: 'Cangye' },
      'buyer',
      '/buyer/connected-apps/cap_1',
    ],
    [
      'app_sync_failed',
      { ...ofBatch, appCredentialId: 'acr_1', customer: name },
      'seller',
      '/seller/app-credentials?tab=apps&credential=acr_1',
    ],
    ['app_sync_failed', { ...ofBatch, appCredentialId: 'acr_1' }, 'seller', '/seller/app-credentials/acr_1'],
    [
      'enterprise_dissolved',
      { enterpriseId: 'ent_1', name: 'Cangye', people: 2, by: 'Lin' },
      'buyer',
      '/buyer/companies/ent_1',
    ],
    ['a_later_kind', {}, 'seller', '/seller/messages'],
  ] as const)('%s leads to it: %j', (kind, data, area, path) => {
    expect(findMessagePath({ kind, data }, { ...reader, area })).toBe(path)
  })

  function ofGate() {
    const at = '2026-11-24T06:33:00.000Z'
    return { seller: { id: 'sel_1', name }, parkedSince: at, recoveredAt: at }
  }
})

test('a message leads to the order and the product of which it is, if its data do not name them', () => {
  const namesOf = (subject: string) =>
    listMessageLinks({ kind: 'a_later_kind', subject, data: {} }, { ...reader, area: 'seller' })

  expect(namesOf('ord_1').map((link) => link.name)).toEqual(['View order'])
  expect(namesOf('prd_1').map((link) => link.name)).toEqual(['View product'])
})

test('a message leads to everything that it names', () => {
  const links = listMessageLinks(
    {
      kind: 'license_application',
      subject: 'ord_1',
      data: { serviceId: 'sub_1', supervisionId: 'spv_1', orderId: 'ord_1' },
    },
    { ...reader, area: 'buyer' },
  )

  expect(links.map((link) => link.name)).toEqual(['View service', 'View service supervision', 'View order'])
})

test('a message about a service does not lead to the order of its renewal, too', () => {
  const links = listMessageLinks(
    { kind: 'service_renewed_itself', subject: 'sub_1', data: { serviceId: 'sub_1', orderId: 'ord_1' } },
    { ...reader, area: 'buyer' },
  )

  expect(links.map((link) => link.name)).toEqual(['View service'])
})
