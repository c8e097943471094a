import type { fileFacts } from '@loggia/protocol/console/files/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const fileNames = defineTexts<FactNames<typeof fileFacts>>(
  {
    'file.added': '上传文件',
    'file.removed': '删除文件',
  },
  {
    'file.added': 'File uploaded',
    'file.removed': 'File deleted',
  },
)
