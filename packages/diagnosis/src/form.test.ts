import { expect, test } from 'vitest'
import { signSaasV1 } from '@loggia/signing'
import { diagnose, readInput } from './index.ts'

const accessKey = 'test-access-key-0001'
const { query } = signSaasV1({
  accessKey,
  parameters: { activity: 'newInstance', orderId: 'CS1', businessId: 'b 1', customerName: '云 & Co' },
  timeStampMs: 1_680_508_066_618,
})

/** The findings for this form, sent by curl. */
function kindsOf(form: string, key = accessKey, url = 'https://seller.example/saas'): unknown {
  const read = readInput(Buffer.from(`curl -d '${form}' '${url}'`))
  if (!read.ok) return read.fault
  const otherKeys = [{ name: 'old', key: accessKey }]
  const { protocol, problems } = diagnose({ exchange: read.exchange, accessKey: key, otherKeys })
  const kinds = problems.flatMap(({ explanations }) => explanations.flatMap(({ findings }) => findings))
  return [protocol, ...kinds.map(({ kind }) => kind)]
}

test('a request of V1.0 that is posted as a form is looked at as one in a query is', () => {
  expect(kindsOf(query)).toEqual(['saas-v1'])
  expect(kindsOf(query, 'another-key-0001')).toEqual(['saas-v1', 'key_other'])
  expect(kindsOf(query.replace('orderId=CS1', 'orderId=CS2'))).toEqual(['saas-v1', 'nothing_fits'])
})

test('a form beside a query is one request with it', () => {
  const [activity = '', ...rest] = query.split('&').toSorted((a) => (a.startsWith('activity') ? -1 : 1))

  expect(kindsOf(rest.join('&'), accessKey, `https://seller.example/saas?${activity}`)).toEqual(['saas-v1'])
})
