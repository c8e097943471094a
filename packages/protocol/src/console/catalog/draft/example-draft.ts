import type { DraftProduct } from '../products.ts'
import type { Form, FormSpecification } from './form.ts'

export const toYuan = (amount: string) => ({ amount, currency: 'CNY' as const })
export const seats = {
  name: { zh: '席位', en: 'Seats' },
  unit: { zh: '席', en: 'seat' },
  min: 1,
  max: 2000,
  pricing: 'tier' as const,
}
export const written: DraftProduct = {
  name: { zh: '云文档', en: 'Cloud docs' },
  summary: { zh: '一起写', en: 'Write together' },
  description: { zh: '说明', en: 'Description' },
  category: 'collaboration',
  tags: ['docs'],
  quantity: seats,
  specifications: [
    {
      name: { zh: '团队版', en: 'Team' },
      features: [{ zh: '历史版本', en: 'History' }],
      prices: [
        {
          period: 'year',
          unitPrice: toYuan('468'),
          bands: [
            { above: 49, unitPrice: toYuan('428') },
            { above: 199, unitPrice: toYuan('388') },
          ],
          trialDays: 14,
        },
      ],
    },
    {
      name: { zh: '企业版', en: 'Enterprise' },
      features: [],
      prices: [{ period: 'year', unitPrice: toYuan('798') }],
    },
  ],
}
export const withRegions: DraftProduct = {
  ...written,
  attributes: [
    {
      name: { zh: '区域', en: 'Region' },
      values: [
        { zh: '北', en: 'North' },
        { zh: '东', en: 'East' },
      ],
    },
    {
      name: { zh: '版本', en: 'Edition' },
      values: [
        { zh: '甲', en: 'A' },
        { zh: '乙', en: 'B' },
      ],
    },
  ],
  specifications: [
    {
      name: { zh: '团队版', en: 'Team' },
      features: [],
      skus: [
        { values: [0, 0], prices: [{ period: 'year', unitPrice: toYuan('468') }] },
        { values: [1, 1], prices: [{ period: 'month', unitPrice: toYuan('42.5') }] },
      ],
    },
  ],
}
export const getFirst = (form: Form): FormSpecification => {
  const [specification] = form.specifications
  if (!specification) throw new Error('no specification')
  return specification
}
