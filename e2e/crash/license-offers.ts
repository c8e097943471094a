// The license products of the crash test.
const text = (zh: string, en: string) => ({ zh, en })
const criteria = text('软件可以启动', 'The software starts')
const template = text('填写设备指纹', 'State the fingerprint of the device')
const specifications = [
  {
    name: text('标准版', 'Standard'),
    features: [],
    prices: [{ period: 'month' as const, unitPrice: { amount: '8.88', currency: 'CNY' as const } }],
  },
]

/** By how they reach their buyers: a code that is collected or just shown, a call and an upload, or by hand. */
export const licenseOffers = {
  code: {
    type: 'license',
    supervision: { flow: 'license_code_collected', criteria },
    specifications,
  },
  shown_code: { type: 'license', supervision: { flow: 'license_code', criteria }, specifications },
  online: {
    type: 'license',
    supervision: { flow: 'license_online', template, criteria },
    specifications,
  },
  offline: { type: 'license', supervision: { flow: 'license_offline', criteria }, specifications },
} as const
export const licenseKinds = [
  'code',
  'online',
  'offline',
  'shown_code',
] as const satisfies (keyof typeof licenseOffers)[]
export type LicenseKind = (typeof licenseKinds)[number]
export const isCode = (kind: LicenseKind): boolean => kind === 'code' || kind === 'shown_code'
