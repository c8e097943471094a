import type { OwnApp } from '@loggia/protocol/console'
import { expect, test } from 'vitest'
import { groupApps } from './group-apps.ts'

const createApp = (id: string, product: string, company: string): OwnApp => ({
  id: `cap_${id}`,
  product: { id: `prd_${product}`, name: { zh: product, en: product } },
  company: { code: company.toLowerCase(), name: company },
  role: 'user',
  opening: 'signed_on',
  appId: product,
  orderNumber: `CS${id}`,
})

test('apps are in the order of their names, within companies in the order of theirs', () => {
  const apps = [
    createApp('1', 'Wiki', 'North'),
    createApp('2', 'Docs', 'North'),
    createApp('3', 'Docs', 'East'),
  ]

  const groups = groupApps(apps, 'en-US')

  expect(groups.map(({ company, apps: of }) => [company.name, of.map(({ appId }) => appId)])).toEqual([
    ['East', ['Docs']],
    ['North', ['Docs', 'Wiki']],
  ])
})

test('companies of the same name are two, and two services of a product in one company are told apart', () => {
  const first = createApp('1', 'Docs', 'North')
  const other: OwnApp = { ...createApp('2', 'Docs', 'North'), company: { code: 'north-2', name: 'North' } }

  const groups = groupApps([first, createApp('3', 'Docs', 'North'), other], 'en-US')

  expect(groups.map(({ apps }) => apps.map(({ isTwin }) => isTwin))).toEqual([[true, true], [false]])
})
