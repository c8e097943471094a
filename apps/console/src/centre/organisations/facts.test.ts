import { expect, test } from 'vitest'
import type { OrganisationApplication } from '@loggia/protocol/console'
import { isChanged } from '../parts/versions.ts'
import { listApplicationRows } from './facts.ts'

const filed = {
  id: `oap_${'0'.repeat(26)}` as const,
  state: 'in_review' as const,
  filedAt: '2026-11-24T06:33:00.000Z',
  dueAt: '2026-11-27T06:33:00.000Z',
}
const changedIn = (application: OrganisationApplication) =>
  listApplicationRows(application, 'en-US')
    .filter(isChanged)
    .map(({ key, before, after }) => [key, before, after])

test('R84: of a seller’s data only what changes is marked, what goes and what comes too', () => {
  const contact = { name: '何青', email: 'he@qinghe.example', phone: '021 5550' }
  const before = { contact, address: '一号', site: 'https://old.example' }
  const next = {
    contact: { ...contact, phone: '021 5551' },
    address: '一号',
    description: { zh: '介绍', en: 'About' },
  }

  expect(changedIn({ ...filed, kind: 'seller_data', before, next })).toEqual([
    ['contactPhone', '021 5550', '021 5551'],
    ['descriptionZh', undefined, '介绍'],
    ['descriptionEn', undefined, 'About'],
    ['site', 'https://old.example', undefined],
  ])
})

test('R4: of a verification the level, the country by its name and the proof are shown', () => {
  const name = { zh: '沧野制造', en: 'Cangye' }
  const before = { level: 'none' as const, name, country: 'CN' }
  const next = {
    level: 'enterprise' as const,
    name,
    country: 'SG',
    registrationNumber: '91310000CY',
    documents: 'licence',
  }

  expect(changedIn({ ...filed, kind: 'buyer_verification', before, next })).toEqual([
    ['level', 'Not verified', 'Verified company'],
    ['country', 'Mainland China', 'Singapore'],
    ['registrationNumber', undefined, '91310000CY'],
    ['documents', undefined, 'licence'],
  ])
})
