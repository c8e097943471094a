import type { mediaFacts } from '@loggia/protocol/console/media/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const mediaNames = defineTexts<FactNames<typeof mediaFacts>>(
  {
    'media.added': '上传图片',
    'media.removed': '删除图片',
  },
  {
    'media.added': 'Image uploaded',
    'media.removed': 'Image deleted',
  },
)
