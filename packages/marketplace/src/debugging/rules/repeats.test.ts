import { expect, test } from 'vitest'
import { toInstant } from '@loggia/kernel'
import { dialects } from '../../dialects/index.ts'
import type { Presets, Scene } from '../schema.ts'
import { listParameters } from './parameters.ts'
import { fillForm, listTyped } from './repeats.ts'

const presets: Presets = {
  // A month later its end is in a shorter month.
  now: toInstant(Date.UTC(2026, 0, 30, 6, 33)),
  offered: { skuCode: 'sku-1', productCode: 'OFFI-1' },
  productName: '成澜文档',
  given: [],
  opened: { instanceId: 'i-1', scene: 'new_period' },
}
const protocols = [
  'saas-v2',
  'saas-v1',
  'license-v1',
  'license-code',
  'license-online',
  'order-notification',
] as const
const formOf = (protocol: (typeof protocols)[number], scene: Scene) => {
  const { testCalls: calls } = dialects[protocol]
  if (!calls) throw new Error(`${protocol} has no debugging calls`)
  return { calls, scene, presets }
}
const forms = protocols.flatMap((protocol) =>
  (dialects[protocol].testCalls?.scenes ?? []).map((scene) => ({ protocol, scene })),
)
const find = (protocol: (typeof protocols)[number], name: string) => {
  const found = forms.find((one) => one.protocol === protocol && one.scene.name === name)
  if (!found) throw new Error(`${protocol} has no ${name}`)
  return formOf(protocol, found.scene)
}
const presetsOf = ({ calls, scene, presets: of }: ReturnType<typeof formOf>) =>
  Object.fromEntries(listParameters(calls, scene, of).map(({ name, value }) => [name, value]))

test.each(forms)('of the presets of $protocol $scene.name nothing was typed', ({ protocol, scene }) => {
  const form = formOf(protocol, scene)
  expect(listTyped(form, presetsOf(form))).toEqual({})
  expect(fillForm(form)).toEqual(presetsOf(form))
})

test('what differs is repeated, also an empty value; not what a scene or a call sets, nor a time', () => {
  const form = find('saas-v1', 'new_trial')
  const asked = {
    ...presetsOf(form),
    businessId: 'typed',
    customerName: '',
    expireTime: '20200101000000',
    mobilePhone: '13800000000',
    trialFlag: '0',
    unknown: 'x',
  }

  expect(listTyped(form, asked)).toEqual({ customerName: '', mobilePhone: '13800000000' })
})

test('an end that was left out stays left out', () => {
  const form = find('license-online', 'apply_license')

  expect(listTyped(form, { ...presetsOf(form), expireTime: '' })).toEqual({ expireTime: '' })
})

test('a repetition takes the presets of its own time, and what was typed of the parameters that there are', () => {
  const form = find('saas-v2', 'renewal')
  const later = { ...form, presets: { ...presets, opened: { instanceId: 'i-2', scene: 'new_period' } } }

  const filled = fillForm(later, { orderId: 'mine', gone: 'x', scene: 'RENEWAL_CHANGE' })

  expect(filled).toMatchObject({ orderId: 'mine', instanceId: 'i-2', scene: 'RENEWAL' })
  expect(filled).not.toHaveProperty('gone')
})
