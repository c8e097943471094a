import { expect, test } from 'vitest'
import { toBody, untouched, findWrong } from './asked.ts'
import { readDiagnosisSearch } from './diagnosis-search.ts'

test('an exchange and one key are needed; a time and an entry must be what they say', () => {
  const filled = { ...untouched, exchange: 'POST / HTTP/1.1', key: 'k' }

  expect(findWrong(untouched)).toEqual({ exchange: true, key: true })
  expect(findWrong(filled)).toEqual({})
  expect(findWrong({ ...filled, receivedAt: 'noon', entry: '0' })).toEqual({ receivedAt: true, entry: true })
  expect(findWrong({ ...filled, exchange: 'x'.repeat(200_001) })).toEqual({ exchange: true })
})

test('what is empty is not sent, a chosen key stands for a typed one, and times are sent in one form', () => {
  const typed = { ...untouched, exchange: 'POST / HTTP/1.1\n\n{}\n', keyId: 'key_1', key: 'left over' }

  expect(toBody(typed)).toEqual({ exchange: typed.exchange, keyId: 'key_1' })
  expect(
    toBody({
      ...typed,
      keyId: '',
      receivedAt: ' 1729566664115 ',
      entry: '2',
      computed: ' ab ',
      protocol: 'ak-sk',
    }),
  ).toEqual({
    exchange: typed.exchange,
    key: 'left over',
    receivedAt: '2024-10-22T03:11:04.115Z',
    entry: 2,
    computed: 'ab',
    protocol: 'ak-sk',
  })
})

test('an address names a call and an attempt, or nothing', () => {
  const call = `cal_${'0'.repeat(26)}`

  expect(readDiagnosisSearch({ call, attempt: 3 })).toEqual({ call, attempt: 3 })
  expect(readDiagnosisSearch({ call, attempt: 'x' })).toEqual({ call })
  expect(readDiagnosisSearch({ call: 'ord_1', attempt: 0 })).toEqual({})
})
