import { defineFacts } from '../facts.ts'
import { json, defineOptional, string } from '../members.ts'

const ofSetting = { name: string, from: defineOptional(json), to: defineOptional(json) }

export const settingFacts = defineFacts('market', {
  'setting.changed': ofSetting,
  'setting.taken_back': ofSetting,
})
