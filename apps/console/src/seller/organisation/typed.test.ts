import { describe, expect, test } from 'vitest'
import type { SellerData } from '@loggia/protocol/console'
import { toData, toTyped, findWrong } from './typed.ts'

const data: SellerData = {
  registrationNumber: '91310000QH',
  contact: { name: '何青', email: 'he@qinghe.example', phone: '+86 21 5550 0101' },
  address: '上海市示例路 1 号',
  description: { zh: '文档协同', en: 'Documents together' },
  logo: '/media/med_1-240-a.webp',
  site: 'https://qinghe.example',
  support: {
    hours: { zh: '工作日', en: 'Weekdays' },
    content: { zh: '使用问题', en: 'Questions' },
    hotline: '400-000',
    email: 'help@qinghe.example',
  },
}

describe('a seller’s data in its form', () => {
  test('what is opened and sent unchanged is what it was', () => {
    expect(toData(toTyped(data))).toEqual(data)
    expect(findWrong(toTyped(data))).toEqual({})
  })

  test('R84: what is needed is named, what is left empty is not sent', () => {
    expect(findWrong(toTyped({}))).toEqual({
      contactName: 'required',
      contactEmail: 'email',
      contactPhone: 'phone',
      address: 'required',
      descriptionZh: 'required',
      descriptionEn: 'required',
    })
    const { support: _none, site: _nor, logo: _neither, ...least } = data
    expect(toData(toTyped(least))).toEqual(least)
  })

  test('R36: the support block is whole or not there', () => {
    const wrong = findWrong({ ...toTyped(data), hotline: ' ' })

    expect(wrong).toEqual({ hotline: 'support' })
  })

  test.each(['http://qinghe.example', 'javascript:alert(1)', 'qinghe.example'])('%s is no site', (site) => {
    expect(findWrong({ ...toTyped(data), site })).toEqual({ site: 'site' })
  })
})
