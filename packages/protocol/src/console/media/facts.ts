import { defineFacts } from '../facts.ts'
import { defineId, defineOneOf } from '../members.ts'
import { mediumPurposes } from './kinds.ts'

const ofMedium = { purpose: defineOneOf(mediumPurposes), sellerId: defineId('sel') }

export const mediaFacts = defineFacts('med', { 'media.added': ofMedium, 'media.removed': ofMedium })
