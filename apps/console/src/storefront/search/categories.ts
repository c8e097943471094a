import type { BilingualText, IconName } from '@loggia/ui'

/** How a category is shown. */
type Category = {
  readonly key: string
  readonly name: BilingualText
  readonly icon: IconName
}

type Known = { readonly name: BilingualText; readonly icon: IconName; readonly keys: readonly string[] }
const known: readonly Known[] = [
  { keys: ['collaboration', 'office'], name: { zh: '办公协同', en: 'Collaboration' }, icon: 'chat' },
  { keys: ['security'], name: { zh: '安全合规', en: 'Security' }, icon: 'shield' },
  { keys: ['finance'], name: { zh: '财税法务', en: 'Finance and legal' }, icon: 'wallet' },
  { keys: ['hr', 'people'], name: { zh: '人力资源', en: 'People' }, icon: 'people' },
  { keys: ['data', 'analytics'], name: { zh: '数据智能', en: 'Data' }, icon: 'chart' },
  { keys: ['supply-chain', 'logistics'], name: { zh: '供应链', en: 'Supply chain' }, icon: 'truck' },
  { keys: ['development', 'devops'], name: { zh: '开发运维', en: 'Development' }, icon: 'code' },
  { keys: ['images', 'containers'], name: { zh: '镜像与容器', en: 'Images' }, icon: 'server' },
  { keys: ['marketing', 'service'], name: { zh: '营销与客服', en: 'Marketing and service' }, icon: 'phone' },
  { keys: ['education', 'learning'], name: { zh: '教育培训', en: 'Learning' }, icon: 'cap' },
]

/** The name and icon of a category; an unknown one has the name that its sellers use. */
export function findCategory(key: string): Category {
  const found = known.find(
    ({ keys, name }) => keys.includes(key.toLowerCase()) || name.zh === key || name.en === key,
  )
  return { key, name: found?.name ?? { zh: key, en: key }, icon: found?.icon ?? 'box' }
}
