import type { paperFacts } from '@loggia/protocol/console/papers/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const paperNames = defineTexts<FactNames<typeof paperFacts>>(
  {
    'paper.added': '上传资质文件',
    'paper.removed': '移除资质文件',
    'paper.opened': '打开资质文件',
    'papers.deleted': '到期删除资质文件',
  },
  {
    'paper.added': 'Supporting document uploaded',
    'paper.removed': 'Supporting document removed',
    'paper.opened': 'Supporting document opened',
    'papers.deleted': 'Supporting documents deleted after their retention time',
  },
)
