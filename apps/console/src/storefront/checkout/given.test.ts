import type { BuyerParameter } from '@loggia/protocol/console'
import { describe, expect, test } from 'vitest'
import { findFault, listValues } from './given.ts'

const domain: BuyerParameter = {
  name: 'emailDomainName',
  label: { zh: '企业邮箱域名', en: 'Mail domain' },
  required: true,
  kind: 'domain',
}
const note: BuyerParameter = {
  name: 'note',
  label: { zh: '备注', en: 'Note' },
  required: false,
  kind: 'text',
  maxLength: 5,
}

describe('R47a: what was typed in the panel', () => {
  test('goes with the order as the market keeps it, and nothing of what was left blank', () => {
    expect(listValues([note, domain], { emailDomainName: ' mail.qinghe.example ', note: '  ' })).toEqual([
      { name: 'emailDomainName', label: domain.label, value: 'mail.qinghe.example' },
    ])
  })

  test('is nothing until something is typed, also of a parameter that is called as every object has a member', () => {
    const parameters = [
      { ...note, name: 'constructor' },
      { ...domain, name: 'toString' },
    ] as const

    expect(listValues(parameters, {})).toEqual([])
    expect(parameters.map((one) => findFault(one, {}))).toEqual([undefined, { code: 'missing' }])
    expect(listValues(parameters, { constructor: 'Qing' } as Readonly<Record<string, string>>)).toEqual([
      { name: 'constructor', label: note.label, value: 'Qing' },
    ])
  })

  test('goes with the words by which it was chosen', () => {
    const label = { zh: '大', en: 'Large' }
    const plan: BuyerParameter = { ...note, kind: 'choice', options: [{ value: 'l', label }] }

    expect(listValues([plan], { note: 'l' })).toEqual([
      { name: 'note', label: note.label, value: 'l', reads: label },
    ])
  })

  test('is judged by the rule of the market', () => {
    expect(findFault(domain, {})).toEqual({ code: 'missing' })
    expect(findFault(note, {})).toBeUndefined()
    expect(findFault(note, { note: '123456' })).toEqual({ code: 'too_long', max: 5, got: 6 })
  })
})
